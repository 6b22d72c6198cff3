package dev.didact.shell.report;

/// The measures of a drawing, in its own units; a page shows the one that fits its width.
///
/// @param name part of the ids in the drawing, which are unique in a page
/// @param width of the whole drawing
/// @param height of the whole drawing
/// @param left room for the scale
/// @param right room for the names of the arms
/// @param top room above the plot
/// @param bottom room for the rounds
/// @param longest so many characters of an arm's name are shown
/// @param stacked whether an arm's name stands below its score and not beside it
record Frame(
        String name, int width, int height, int left, int right, int top, int bottom, int longest, boolean stacked) {
    /// For a screen as wide as a book.
    static final Frame WIDE = new Frame("wide", 1000, 430, 60, 230, 40, 54, 18, false);

    /// For a phone.
    static final Frame NARROW = new Frame("narrow", 360, 340, 46, 124, 34, 46, 13, true);

    /// For a picture of its own.
    static final Frame PICTURE = new Frame("picture", 860, 410, 64, 226, 44, 58, 18, false);

    double x(double share) {
        return left + share * (width - left - right);
    }

    double y(double score) {
        return top + (1 - score) * (height - top - bottom);
    }

    /// The least distance between the middles of two labels.
    int labelGap() {
        return stacked ? 32 : 19;
    }

    /// From the plot to the sign of a label.
    int labelIndent() {
        return stacked ? 15 : 22;
    }

    int plotRight() {
        return width - right;
    }

    int plotBottom() {
        return height - bottom;
    }
}
