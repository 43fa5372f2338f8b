// expects lint/style/noRestrictedImports, but not in app
import { Chart } from "@/components/charts/chart";

export const probe = Chart;
