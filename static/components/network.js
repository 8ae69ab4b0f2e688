// The page of the real network.

import { NetworkModel } from "../network/model.js";
import { NetworkPage } from "../network/page.js";
import { watchAddress } from "../page/address.js";
import { keepOverReload } from "../page/reload.js";
import { owned } from "./owned.js";

const network = new NetworkModel();
keepOverReload(network);
watchAddress(network, () => network.run());

export const mount = owned(".network", network, NetworkPage, ({ setTriggerValue }) => {
  network.run = () => setTriggerValue("run", Date.now());
  network.lack = (id) => setTriggerValue("lacks", id);
  network.ask = (name, value = "") => setTriggerValue("asked", { name, value, at: Date.now() });
});
