package dev.didact.shell.output;

import java.util.ArrayList;
import java.util.List;

/// Results of which nobody knows how many will come: each is written when it is there, and none is kept. Only the rows
/// of a table wait for a few others, so that their columns are aligned. One thread adds.
public final class RowStream<R> implements AutoCloseable {
    private final Out out;
    private final Columns<R> type;
    private final Table table;
    private final int together;
    private final List<List<String>> waiting = new ArrayList<>();
    private boolean begun;

    RowStream(Out out, Columns<R> type, int together) {
        this.out = out;
        this.type = type;
        this.table = type.table();
        this.together = together;
    }

    /// One more result.
    ///
    /// @param value what programs read
    /// @param row what people read
    public void add(Object value, R row) {
        boolean first = !begun;
        switch (out.format()) {
            case JSON -> out.piece((first ? "[" : ",\n ") + Json.of(value));
            case JSONL -> out.lines(List.of(Json.of(value)));
            case CSV -> out.lines(first ? List.of(headings(), csv(row)) : List.of(csv(row)));
            case PLAIN -> out.lines(List.of(String.join("\t", type.printable(row))));
            case TABLE -> {
                waiting.add(type.printable(row));
                if (waiting.size() >= together) {
                    layOut();
                }
            }
        }
        begun = true;
    }

    /// Ends the results: what waits is written, and a list is closed.
    @Override
    public void close() {
        switch (out.format()) {
            case JSON -> out.piece(begun ? "]\n" : "[]\n");
            case CSV -> {
                if (!begun) {
                    out.lines(List.of(headings()));
                }
            }
            case TABLE -> {
                if (begun) {
                    layOut();
                } else {
                    out.lines(List.of(out.style().dim("none")));
                }
            }
            case JSONL, PLAIN -> {}
        }
    }

    private void layOut() {
        if (!waiting.isEmpty()) {
            out.lines(table.lines(waiting, out.width(), out.style()));
            waiting.clear();
        }
    }

    private String headings() {
        return String.join(",", type.keys());
    }

    private String csv(R row) {
        return String.join(",", type.cells(row).stream().map(RowStream::csvCell).toList());
    }

    private static String csvCell(String cell) {
        StringBuilder safe = new StringBuilder();
        cell.codePoints().forEach(point -> {
            if (point == '\n') {
                safe.append('\n');
            } else {
                safe.append(Printable.of(Character.toString(point)));
            }
        });
        String text = safe.toString();
        boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
