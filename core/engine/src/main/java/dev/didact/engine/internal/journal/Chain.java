package dev.didact.engine.internal.journal;

/// The last link of the chain of lines: its sequence number and the SHA-256 of its bytes without the line end.
record Chain(long seq, String hash) {

    /// What the first line of a journal follows.
    static final Chain START = new Chain(0, "0".repeat(64));

    boolean isFollowedBy(Line line) {
        return line.seq() == seq + 1 && line.prev().equals(hash);
    }
}
