import { dental } from "./dental";
import { fleet } from "./fleet";
import { property } from "./property";
import type { Scenario, ScenarioId } from "./scenario";
import { software } from "./software";
import { solar } from "./solar";

export const SCENARIOS: Readonly<Record<ScenarioId, Scenario>> = { fleet, dental, solar, software, property };
