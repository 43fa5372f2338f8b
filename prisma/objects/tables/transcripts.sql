-- What the rules and indexes of transcripts are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT transcripts_speaker_segments_is_array ON transcripts IS 'The turns are a JSON array';
