package dev.didact.engine.internal.journal;

/// Where an event stands: its sequence number, and the segment, byte offset and length of its line (with its line end).
/// It stays valid as long as the run exists, because journals are never rewritten.
public record EventPlace(long seq, int segment, long offset, int length) {}
