import { ensureBuild } from "./supervisor/ensure-build";
import { report } from "./supervisor/report";

try {
  await ensureBuild((sentence) => console.log(sentence));
  console.log("The build is of these sources.");
} catch (error) {
  report(error);
  process.exitCode = 1;
}
