package dev.didact.engine.internal.index;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables of an index.
final class Tables {
    /// Changes with the tables; an index of another form is made again.
    private static final int FORM = 2;

    private static final List<String> MAKE = List.of("""
            create table round (
              round integer primary key, generated integer, accepted integer, rejected integer, quarantined integer,
              ungraded integer, undecided integer, failed integer, coverage real, novelty real, tokens_in integer,
              tokens_out integer, cost_usd real, rolled_back integer, seconds real)
            """, """
            create table call (
              id integer primary key, round integer, step text, model text, reply text, tokens_in integer,
              tokens_out integer, tokens_cached integer, cost_usd real, tries integer,
              segment integer, offset integer, length integer)
            """, """
            create table sample (
              id integer primary key, ref text, round integer, step text, item text, sample_index integer,
              attempt integer, verdict text, score real, licence text, segment integer, offset integer, length integer)
            """, """
            create table grade (
              sample integer primary key, score real, scored integer, abstained integer, ungraded integer,
              not_applicable integer)
            """, """
            create table criterion (
              sample integer, place integer, rubric text, criterion text, result text, level text, score real,
              primary key (sample, place)) without rowid
            """, """
            create table verdict (
              sample integer primary key, verdict text, criterion text, rule text)
            """, """
            create table applied (
              seq integer, segment integer, offset integer, length integer, sha256 text, round integer)
            """, """
            insert into applied values (0, 0, 0, 0, '', 0)
            """);

    private Tables() {}

    /// Makes the tables where there are none.
    ///
    /// @return whether they have this form
    static boolean ensure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number(statement, "pragma schema_version") == 0) {
                for (String one : MAKE) {
                    statement.executeUpdate(one);
                }
                statement.executeUpdate("pragma user_version = " + FORM);
            }
            return number(statement, "pragma user_version") == FORM;
        }
    }

    /// Whether what is stored can be read.
    static boolean isWhole(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("pragma quick_check(1)")) {
            return found.next() && found.getString(1).equals("ok");
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getInt(1) : 0;
        }
    }
}
