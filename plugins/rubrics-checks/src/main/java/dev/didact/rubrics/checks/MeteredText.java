package dev.didact.rubrics.checks;

/// A text that can be read so often and no more. Whatever a regular expression does, it reads characters, so that
/// counting them bounds its work without a clock.
final class MeteredText implements CharSequence {
    private static final long READS_PER_CHARACTER = 1_000;
    private static final long FEWEST = 100_000;
    private static final long MOST = 50_000_000;

    private final String text;
    private long left;

    MeteredText(String text) {
        this.text = text;
        this.left = Math.clamp(text.length() * READS_PER_CHARACTER, FEWEST, MOST);
    }

    /// The text was read too often.
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exhausted() {
            super("read too often", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
