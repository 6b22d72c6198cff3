package dev.didact.shell.output;

import java.util.ArrayList;
import java.util.List;

/// Rows laid out in aligned columns that fit a width; the widest column is cut first. Rows may come in several parts: a
/// column is as wide as its widest cell so far.
final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private final List<String> headings;
    private final boolean[] right;
    private final int[] widest;
    private boolean headed;

    Table(List<String> headings, boolean[] right) {
        this.headings = headings;
        this.right = right.clone();
        this.widest = new int[headings.size()];
        widen(headings);
    }

    /// The lines of some rows, below the headings where they are the first.
    List<String> lines(List<List<String>> rows, int width, Style style) {
        rows.forEach(this::widen);
        int[] widths = widths(width);
        List<String> lines = new ArrayList<>();
        if (!headed) {
            headed = true;
            lines.add(style.bold(line(headings, widths, style)));
        }
        for (List<String> row : rows) {
            lines.add(line(row, widths, style));
        }
        return lines;
    }

    private void widen(List<String> cells) {
        for (int column = 0; column < widest.length; column++) {
            widest[column] = Math.max(widest[column], DisplayWidth.of(cells.get(column)));
        }
    }

    private int[] widths(int width) {
        int[] widths = widest.clone();
        int total = GAP * (widths.length - 1);
        for (int one : widths) {
            total += one;
        }
        while (total > width) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                if (widths[column] > widths[widest]) {
                    widest = column;
                }
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            int less = Math.min(total - width, widths[widest] - NARROWEST);
            widths[widest] -= less;
            total -= less;
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths, Style style) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            if (column > 0) {
                line.repeat(' ', GAP);
            }
            String cell = DisplayWidth.cut(cells.get(column), widths[column], style.ellipsis());
            int blanks = Math.max(0, widths[column] - DisplayWidth.of(cell));
            if (right[column]) {
                line.repeat(' ', blanks).append(cell);
            } else {
                line.append(cell).repeat(' ', blanks);
            }
        }
        return line.toString().stripTrailing();
    }
}
