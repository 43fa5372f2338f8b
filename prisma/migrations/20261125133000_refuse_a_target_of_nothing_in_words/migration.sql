-- A target of zero is refused by its constraint, which can say so; before, the share of it was divided by zero first.
ALTER TABLE agent_targets DROP COLUMN achievement_percentage;
ALTER TABLE agent_targets ADD COLUMN achievement_percentage numeric GENERATED ALWAYS AS (round(100.0 * (
      CASE WHEN target_calls IS NULL THEN 0 ELSE least(actual_calls::numeric / nullif(target_calls, 0), 1) END
      + CASE WHEN target_success_rate IS NULL OR actual_calls = 0 THEN 0
          ELSE least(100.0 * actual_successful_calls / actual_calls / nullif(target_success_rate, 0), 1) END
      + CASE WHEN target_leads IS NULL THEN 0 ELSE least(actual_leads::numeric / nullif(target_leads, 0), 1) END
      + CASE WHEN target_conversion_rate IS NULL OR actual_calls = 0 THEN 0
          ELSE least(100.0 * actual_leads / actual_calls / nullif(target_conversion_rate, 0), 1) END
    ) / nullif(num_nonnulls(target_calls, target_success_rate, target_leads, target_conversion_rate), 0), 2)) STORED;
COMMENT ON COLUMN agent_targets.achievement_percentage IS 'Mean share of the targets set that has been reached, in percent; none counts for more than 100';
