import { killWhileReceiving } from "./kill-while-receiving";

killWhileReceiving({ events: 5_000, crashes: 20 });
