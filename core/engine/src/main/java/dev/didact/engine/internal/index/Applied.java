package dev.didact.engine.internal.index;

import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventData;
import dev.didact.engine.internal.journal.EventPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// How far an index has come.
///
/// @param place where the last event stands that is in it; its sequence number is 0 where there is none
/// @param sha256 hash of that event's data, by which a journal is found that is no longer the one it was
/// @param round the round that events behind it belong to
record Applied(EventPlace place, String sha256, int round) {
    boolean isNothing() {
        return place.seq() == 0;
    }

    /// Whether an event is the one that this was written for.
    boolean is(Event event) {
        return event.place().equals(place) && hash(event).equals(sha256);
    }

    static Applied of(Event event, int round) {
        return new Applied(event.place(), hash(event), round);
    }

    private static String hash(Event event) {
        return Hashes.sha256(EventData.write(event.data()));
    }

    static Applied read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select seq, segment, offset, length, sha256, round from applied")) {
            return row.next()
                    ? new Applied(
                            new EventPlace(row.getLong(1), row.getInt(2), row.getLong(3), row.getInt(4)),
                            row.getString(5),
                            row.getInt(6))
                    : new Applied(new EventPlace(0, 0, 0, 0), "", 0);
        }
    }

    void write(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update applied set seq = ?, segment = ?, offset = ?, length = ?, sha256 = ?, round = ?")) {
            update.setLong(1, place.seq());
            update.setInt(2, place.segment());
            update.setLong(3, place.offset());
            update.setInt(4, place.length());
            update.setString(5, sha256);
            update.setInt(6, round);
            update.executeUpdate();
        }
    }
}
