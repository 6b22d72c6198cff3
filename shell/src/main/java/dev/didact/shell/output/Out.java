package dev.didact.shell.output;

import dev.didact.engine.KnownSecrets;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.ShellError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where one command writes: results to standard output in the chosen format, everything else to standard error.
/// Texts are made printable here and nowhere else, and secrets masked. Threads may share an `Out`; each call is written
/// as a whole.
public final class Out {
    private final OutputStream results;
    private final OutputStream messages;
    private final Format format;
    private final Style style;
    private final int width;
    private final boolean terminal;
    private final boolean progress;
    private boolean progressShown;

    /// @param results standard output
    /// @param messages standard error
    /// @param format how results are written
    /// @param style colours of standard output
    /// @param width columns of the terminal
    /// @param terminal whether a person sees standard output directly
    /// @param progress whether one row of progress may be repainted on standard error
    public Out(
            OutputStream results,
            OutputStream messages,
            Format format,
            Style style,
            int width,
            boolean terminal,
            boolean progress) {
        this.results = results;
        this.messages = messages;
        this.format = format;
        this.style = style;
        this.width = width;
        this.terminal = terminal;
        this.progress = progress;
    }

    public Format format() {
        return format;
    }

    public Style style() {
        return style;
    }

    /// Whether a person sees standard output directly.
    public boolean terminal() {
        return terminal;
    }

    /// Columns a line may have.
    public int width() {
        return width;
    }

    /// Rows of a record type: a JSON array, one object a line, CSV, plain rows or a table.
    public <R extends Record> void rows(Class<R> type, List<R> rows) {
        switch (format) {
            case JSON -> results(jsonArray(rows));
            case JSONL -> results(rows.stream().map(Json::of).toList());
            case CSV, PLAIN, TABLE -> {
                try (RowStream<R> stream = stream(type, Math.max(1, rows.size()))) {
                    rows.forEach(row -> stream.add(row, row));
                }
            }
        }
    }

    /// Results that come one by one, each written when it is there.
    ///
    /// @param together how many rows of a table are laid out, and written, together
    public <R extends Record> RowStream<R> stream(Class<R> type, int together) {
        return new RowStream<>(this, new RowType<>(type), together);
    }

    /// The same for rows whose columns are not known before.
    ///
    /// @param columns their names
    /// @param first the values of the first row, empty where there is none
    public RowStream<List<Optional<Object>>> stream(List<String> columns, List<Optional<Object>> first, int together) {
        return new RowStream<>(this, new NamedColumns(columns, first), together);
    }

    /// One result that is not a list: the value for programs, the lines for people.
    public void document(Object value, List<String> lines) {
        switch (format) {
            case JSON -> results(List.of(Json.indented(value)));
            case JSONL -> results(List.of(Json.of(value)));
            case TABLE, PLAIN, CSV -> lines(lines);
        }
    }

    /// One of a sequence of results that arrive over time: under `json` and `jsonl` the value on a line of its own,
    /// else the lines for people. Written through at once.
    public void event(Object value, List<String> lines) {
        if (format.machine()) {
            results(List.of(Json.of(value)));
        } else {
            lines(lines);
        }
    }

    /// A list of results whose form has no fixed columns: a JSON array or one object a line for programs, the lines for
    /// people.
    public void list(List<?> values, List<String> lines) {
        switch (format) {
            case JSON -> results(jsonArray(values));
            case JSONL -> results(values.stream().map(Json::of).toList());
            case TABLE, PLAIN, CSV -> lines(lines);
        }
    }

    /// Lines of text as the result. The lines may carry colours made with [#style]; data inside them must have passed
    /// [Printable] before.
    public void lines(List<String> lines) {
        results(lines);
    }

    /// A result that is a text in a format of its own, such as a recipe or a schema, written as it stands.
    public void text(String text) {
        clearProgress();
        write(results, text.endsWith("\n") ? text : text + "\n");
    }

    /// A message about what is going on, on standard error.
    public void note(String message) {
        clearProgress();
        write(messages, message + "\n");
    }

    /// Repaints the row that says how far things are, where a person sees standard error; the next result or message
    /// takes its place.
    public void progress(String row) {
        if (progress) {
            synchronized (this) {
                String shown = DisplayWidth.cut(Printable.of(row), width - 1, style.ellipsis());
                write(messages, "\r" + shown + "\033[K");
                progressShown = true;
            }
        }
    }

    private synchronized void clearProgress() {
        if (progressShown) {
            progressShown = false;
            write(messages, "\r\033[K");
        }
    }

    /// What could be done next: one dim line, for people at a terminal only.
    public void next(String hint) {
        if (terminal && format == Format.TABLE) {
            results(List.of(style.dim(hint)));
        }
    }

    /// What could be done next where everybody must learn of it: as [#next] for people at a terminal, else a message.
    public void advice(String hint) {
        if (terminal && format == Format.TABLE) {
            next(hint);
        } else {
            note(hint);
        }
    }

    private static List<String> jsonArray(List<?> rows) {
        if (rows.isEmpty()) {
            return List.of("[]");
        }
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < rows.size(); index++) {
            String end = index < rows.size() - 1 ? "," : "]";
            lines.add((index == 0 ? "[" : " ") + Json.of(rows.get(index)) + end);
        }
        return lines;
    }

    /// A piece of a result that ends no line.
    void piece(String text) {
        clearProgress();
        write(results, text);
    }

    private void results(List<String> lines) {
        StringBuilder all = new StringBuilder();
        for (String line : lines) {
            all.append(line).append('\n');
        }
        clearProgress();
        write(results, all.toString());
    }

    private static void write(OutputStream stream, String text) {
        synchronized (stream) {
            try {
                stream.write(KnownSecrets.masked(text).getBytes(StandardCharsets.UTF_8));
                stream.flush();
            } catch (IOException failure) {
                String reason = String.valueOf(failure.getMessage());
                if (reason.contains("Broken pipe") || reason.contains("Pipe closed") || reason.contains("EPIPE")) {
                    throw new ClosedPipe();
                }
                throw ShellError.of(ErrorCode.OUTPUT, "cannot write the output: " + reason);
            }
        }
    }
}
