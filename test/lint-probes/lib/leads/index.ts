// expects lint/performance/noBarrelFile
export { isQualified } from "./lead-temperature";
