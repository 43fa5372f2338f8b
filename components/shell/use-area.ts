import { usePathname } from "next/navigation";
import { type Area, areaOf } from "./area";

/** The part of the product that is being shown. */
export const useArea = (): Area => areaOf(usePathname());
