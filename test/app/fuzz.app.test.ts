import { fuzzRoutes } from "./fuzz-routes";

fuzzRoutes({ requestsEach: 8 });
