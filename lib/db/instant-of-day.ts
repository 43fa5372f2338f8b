/** SQL for the instant at which the clocks of a zone show a time of a day, from the placeholders of the three. */
export function instantOfDay(day: string, time: string, zone: string): string {
  return `((${day}::date + ${time}::time) AT TIME ZONE ${zone})`;
}
