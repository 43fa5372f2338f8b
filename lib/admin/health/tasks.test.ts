import { expect, test } from "vitest";
import { schedule, scheduledTasks } from "@/lib/jobs/schedule";
import { taskLabels } from "./tasks";

test("every scheduled task has a label, and runs in its queue when an administrator starts it, too", () => {
  const queues = Object.fromEntries(schedule.map(({ task, options }) => [task, options.queueName ?? null]));
  expect(Object.fromEntries(Object.entries(taskLabels).map(([task, { queue }]) => [task, queue]))).toEqual(queues);
  expect(Object.keys(taskLabels).sort()).toEqual(Object.keys(scheduledTasks).sort());
});
