package dev.didact.engine.internal.index;

import dev.didact.engine.Money;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Writes events of a journal into the tables. For one thread.
final class Filling implements AutoCloseable {
    /// The kinds of events that the tables hold.
    static final Set<String> KINDS = Set.of(Kinds.ROUND, Kinds.CALL, Kinds.ANSWER, Kinds.SAMPLE);

    private final int run;
    private final Map<Table, PreparedStatement> inserts = new EnumMap<>(Table.class);

    /// @param run number of the run
    Filling(Connection connection, int run) throws SQLException {
        this.run = run;
        for (Table table : Table.values()) {
            inserts.put(
                    table,
                    connection.prepareStatement("insert into " + table.name().toLowerCase(Locale.ROOT) + " values ("
                            + String.join(", ", Collections.nCopies(table.columns, "?")) + ")"));
        }
    }

    private enum Table {
        ROUND(15),
        CALL(13),
        SAMPLE(13),
        GRADE(6),
        CRITERION(7),
        VERDICT(4);

        private final int columns;

        Table(int columns) {
            this.columns = columns;
        }
    }

    /// Adds an event.
    ///
    /// @param round the round that it belongs to
    /// @return the round that the next one belongs to
    int add(Event event, int round) throws SQLException {
        switch (event.kind()) {
            case Kinds.ROUND -> {
                round(event.data());
                return event.data().path("event").path("round").intValue() + 1;
            }
            case Kinds.CALL, Kinds.ANSWER -> call(event, round);
            case Kinds.SAMPLE -> sample(event);
            default -> throw new IllegalArgumentException(event.kind());
        }
        return round;
    }

    private void round(JsonNode data) throws SQLException {
        JsonNode of = data.path("event");
        Spending spent = Records.read(of.path("spending"), Spending.class);
        insert(
                Table.ROUND,
                of.path("round"),
                of.path("generated"),
                of.path("accepted"),
                of.path("rejected"),
                of.path("quarantined"),
                of.path("ungraded"),
                of.path("undecided"),
                of.path("failed"),
                of.path("coverage"),
                of.path("novelty"),
                spent.usage().in(),
                spent.usage().out(),
                usd(spent.cost()),
                of.path("rolledBack").booleanValue() ? 1 : 0,
                data.path("seconds"));
    }

    private void call(Event event, int round) throws SQLException {
        JsonNode data = event.data();
        JsonNode reply = data.path("reply");
        insert(
                Table.CALL,
                event.seq(),
                round,
                data.path("step"),
                data.path("model"),
                reply.path("reply"),
                reply.path("usage").path("in"),
                reply.path("usage").path("out"),
                reply.path("usage").path("cached"),
                usd(Optional.of(data.path("cost"))
                        .filter(JsonNode::isObject)
                        .map(cost -> Records.read(cost, Money.class))),
                Math.max(1, data.path("exchanges").size()),
                event.place().segment(),
                event.place().offset(),
                event.place().length());
    }

    /// An amount as questions ask for it; absent where it is unknown.
    private static Object usd(Optional<Money> cost) {
        return cost.<Object>map(money -> money.usd().doubleValue()).orElse(MissingNode.getInstance());
    }

    private void sample(Event event) throws SQLException {
        JsonNode data = event.data();
        JsonNode made = data.path("provenance").path("generatedBy");
        JsonNode grade = data.path("grade");
        JsonNode number = data.path("number");
        insert(
                Table.SAMPLE,
                number,
                run + "/" + number.longValue(),
                made.path("round"),
                made.path("step"),
                data.path("item"),
                data.path("sampleIndex"),
                data.path("attempt"),
                data.path("verdict").path("verdict"),
                grade.path("total"),
                data.path("provenance").path("licence"),
                event.place().segment(),
                event.place().offset(),
                event.place().length());
        insert(
                Table.VERDICT,
                number,
                data.path("verdict").path("verdict"),
                data.path("verdict").path("criterion"),
                data.path("verdict").path("rule"));
        if (!grade.path("criteria").isEmpty()) {
            insert(
                    Table.GRADE,
                    number,
                    grade.path("total"),
                    count(grade, "scored"),
                    count(grade, "abstained"),
                    count(grade, "ungraded"),
                    count(grade, "not-applicable"));
            int place = 0;
            for (JsonNode entry : grade.path("criteria")) {
                insert(
                        Table.CRITERION,
                        number,
                        place++,
                        entry.path("rubric"),
                        entry.path("criterion"),
                        entry.path("result").path("result"),
                        entry.path("result").path("level"),
                        entry.path("result").path("score"));
            }
        }
    }

    private static int count(JsonNode grade, String result) {
        int count = 0;
        for (JsonNode entry : grade.path("criteria")) {
            count += entry.path("result").path("result").asString("").equals(result) ? 1 : 0;
        }
        return count;
    }

    private void insert(Table table, Object... values) throws SQLException {
        PreparedStatement insert = Optional.ofNullable(inserts.get(table)).orElseThrow();
        for (int i = 0; i < values.length; i++) {
            set(insert, i + 1, values[i]);
        }
        insert.addBatch();
    }

    private static void set(PreparedStatement insert, int at, Object value) throws SQLException {
        switch (value) {
            case JsonNode node when node.isString() -> insert.setString(at, node.stringValue());
            case JsonNode node when node.isIntegralNumber() -> insert.setLong(at, node.longValue());
            case JsonNode node when node.isNumber() -> insert.setDouble(at, node.doubleValue());
            case JsonNode _ -> insert.setObject(at, null);
            default -> insert.setObject(at, value);
        }
    }

    /// Hands what was added to the database.
    void flush() throws SQLException {
        for (PreparedStatement insert : inserts.values()) {
            insert.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement insert : inserts.values()) {
            insert.close();
        }
    }
}
