package dev.didact.shell.screen;

import java.util.List;

/// A curve in one row of text: a bar of a height from 0 to 1 for each value.
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.-:=+*#";

    private Sparkline() {}

    /// The last values that fit, oldest first. Values outside 0 to 1 are drawn at the nearer end.
    static String of(List<Double> values, int columns, boolean ascii) {
        String bars = ascii ? ASCII : BARS;
        StringBuilder line = new StringBuilder();
        int from = Math.max(0, values.size() - columns);
        for (double value : values.subList(from, values.size())) {
            double inside = Math.max(0, Math.min(1, value));
            line.append(bars.charAt((int) Math.min(bars.length() - 1, inside * bars.length())));
        }
        return line.toString();
    }
}
