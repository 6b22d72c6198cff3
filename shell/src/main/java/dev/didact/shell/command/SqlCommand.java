package dev.didact.shell.command;

import dev.didact.engine.Rows;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.RowStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `sql RUN 'SELECT …'`: asks the index of a run; without a question, which tables there are.
final class SqlCommand implements Command {
    /// How many rows of a table are laid out together.
    private static final int TOGETHER = 1_000;

    private static final String TABLES = """
            select t.name as "table", group_concat(c.name, ', ' order by c.cid) as columns
            from sqlite_schema t join pragma_table_info(t.name) c
            where t.type = 'table' and t.name <> 'applied' group by t.name order by t.rowid""";

    @Override
    public CommandSpec spec() {
        return CommandSpec.of(
                        "sql",
                        "ask the index of a run; without SELECT, list its tables",
                        "sql 1 'select verdict, count(*) as n from sample group by verdict'",
                        Needs.JOURNAL)
                .target("RUN", Values.RUN, TargetSpec.Count.ONE, "the run")
                .target("SELECT", new ValueType.Text("SELECT"), TargetSpec.Count.OPTIONAL, "what to ask, in quotes");
    }

    @Override
    public void run(Call call) {
        Line line = call.line();
        Word run = line.targets().getFirst();
        Optional<Word> question = line.targets().stream().skip(1).findFirst();
        var view = Problems.at(
                line, run, () -> call.session().workspace(call.settings()).view(Values.run(run)));
        try (Rows rows = Problems.at(
                line,
                question.orElse(run),
                () -> view.ask(question.map(Word::text).orElse(TABLES)))) {
            Optional<List<Optional<Object>>> row = rows.next();
            try (RowStream<List<Optional<Object>>> shown =
                    call.out().stream(rows.columns(), row.orElse(List.of()), TOGETHER)) {
                while (row.isPresent()) {
                    shown.add(named(rows.columns(), row.get()), row.get());
                    row = rows.next();
                }
            }
        }
    }

    private static Map<String, Optional<Object>> named(List<String> columns, List<Optional<Object>> row) {
        Map<String, Optional<Object>> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            named.put(columns.get(i), row.get(i));
        }
        return named;
    }
}
