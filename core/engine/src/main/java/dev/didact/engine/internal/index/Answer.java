package dev.didact.engine.internal.index;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Rows;
import dev.didact.engine.internal.document.Nearest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The rows that answer one question.
final class Answer implements Rows {
    /// After how many steps of the database to look whether the thread was interrupted.
    private static final int STEPS = 10_000;

    private static final Pattern NO_SUCH = Pattern.compile("no such (table|column): (?:\\w+\\.)?(\\w+)");

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<String> columns;
    private final Runnable end;

    private Answer(
            Connection connection, PreparedStatement statement, ResultSet rows, List<String> columns, Runnable end) {
        this.end = end;
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.columns = columns;
    }

    /// @param end closes what the connection is of
    static Answer to(String question, Connection connection, Runnable end) {
        try {
            ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return Thread.currentThread().isInterrupted() ? 1 : 0;
                }
            });
            PreparedStatement statement = connection.prepareStatement(question);
            try {
                if (!statement.execute()) {
                    throw wrong("it gives no rows; ask for some with SELECT", Optional.empty());
                }
                ResultSet rows = statement.getResultSet();
                return new Answer(connection, statement, rows, columns(rows.getMetaData()), end);
            } catch (SQLException | RuntimeException e) {
                statement.close();
                throw e;
            }
        } catch (SQLException e) {
            throw problem(e, connection);
        }
    }

    private static List<String> columns(ResultSetMetaData data) throws SQLException {
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String name = data.getColumnLabel(i);
            if (!seen.add(name)) {
                throw wrong("two columns are called '" + name + "'; give one another name with AS", Optional.empty());
            }
            columns.add(name);
        }
        return columns;
    }

    @Override
    public List<String> columns() {
        return List.copyOf(columns);
    }

    @Override
    public Optional<List<Optional<Object>>> next() {
        try {
            if (!rows.next()) {
                return Optional.empty();
            }
            List<Optional<Object>> values = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                values.add(Optional.ofNullable(rows.getObject(i)).map(Answer::value));
            }
            return Optional.of(values);
        } catch (SQLException e) {
            throw problem(e, connection);
        }
    }

    private static Object value(Object stored) {
        return switch (stored) {
            case Integer number -> number.longValue();
            case byte[] bytes -> "x'" + HexFormat.of().formatHex(bytes) + "'";
            default -> stored;
        };
    }

    @Override
    public void close() {
        try (statement;
                rows) {
            ProgressHandler.clearHandler(connection);
        } catch (SQLException e) {
            throw problem(e, connection);
        } finally {
            end.run();
        }
    }

    private static RuntimeException problem(SQLException e, Connection connection) {
        if (e instanceof SQLiteException failure) {
            SQLiteErrorCode code = failure.getResultCode();
            if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
                var cancelled = new CancellationException("interrupted");
                cancelled.initCause(e);
                return cancelled;
            }
            if (code == SQLiteErrorCode.SQLITE_READONLY) {
                return wrong("what a run did is not changed by a question; ask with SELECT", Optional.of(e));
            }
        }
        String message = String.valueOf(e.getMessage()).replaceFirst("^\\[SQLITE_\\w+\\] [^(]*\\((.*)\\)$", "$1");
        Matcher unknown = NO_SUCH.matcher(message);
        ProblemException wrong = wrong(message, Optional.of(e));
        return unknown.find()
                ? new ProblemException(List.of(new Problem(
                        Problem.Category.USAGE,
                        "E113",
                        wrong.problems().getFirst().message(),
                        Optional.empty(),
                        Nearest.to(unknown.group(2).toLowerCase(Locale.ROOT), names(connection)))))
                : wrong;
    }

    private static ProblemException wrong(String message, Optional<SQLException> cause) {
        var wrong = new ProblemException(Problem.Category.USAGE, "E113", "the question cannot be answered: " + message);
        cause.ifPresent(wrong::initCause);
        return wrong;
    }

    /// The names of all tables and columns.
    private static List<String> names(Connection connection) {
        Set<String> names = new HashSet<>();
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select m.name, p.name from sqlite_schema m join pragma_table_info(m.name) p")) {
            while (found.next()) {
                names.add(found.getString(1));
                names.add(found.getString(2));
            }
        } catch (SQLException e) {
            return List.of();
        }
        return names.stream().sorted().toList();
    }
}
