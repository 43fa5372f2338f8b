-- Its columns stand in another order, which a view cannot change.
DROP VIEW call_contributions;
