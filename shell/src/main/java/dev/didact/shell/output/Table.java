package dev.didact.shell.output;

import java.util.ArrayList;
import java.util.List;

/// Rows laid out in aligned columns that fit a width; the widest column is cut first.
final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private final List<String> headings;
    private final List<List<String>> rows;
    private final boolean[] right;

    Table(List<String> headings, List<List<String>> rows, boolean[] right) {
        this.headings = headings;
        this.rows = rows;
        this.right = right.clone();
    }

    List<String> lines(int width, Style style) {
        int[] widths = widths(width);
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(line(headings, widths, style)));
        for (List<String> row : rows) {
            lines.add(line(row, widths, style));
        }
        return lines;
    }

    private int[] widths(int width) {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = DisplayWidth.of(headings.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
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
