// The explorer: its maps, its profile, its controls.

import { Workbench } from "../workbench/workbench.js";
import { explorer } from "./explorer.js";
import { owned } from "./owned.js";

export const mount = owned(".workbench", explorer, Workbench);
