import { killWhileReceiving } from "./kill-while-receiving";

killWhileReceiving({ events: 400, crashes: 2 });
