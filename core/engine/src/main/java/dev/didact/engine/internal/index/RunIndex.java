package dev.didact.engine.internal.index;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Rows;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.workspace.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;

/// The index of a run, brought up to its journal when it is opened. It lies beside the journal, or in memory where
/// nothing can be written there. For one thread; any number of them, in any processes, may be open at once, while the
/// run is written too.
///
/// The journal is the only truth: an index that is missing, of another form, damaged, or of another journal is made
/// again from the first event.
public final class RunIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunIndex.class);

    /// How many events go into one transaction.
    private static final int TOGETHER = 20_000;

    /// How long one who writes is waited for, in milliseconds.
    private static final int PATIENCE = 60_000;

    private static final Set<SQLiteErrorCode> NOT_WRITABLE = Set.of(
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_READONLY_DIRECTORY,
            SQLiteErrorCode.SQLITE_READONLY_DBMOVED,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_CANTOPEN_ISDIR,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_IOERR_WRITE,
            SQLiteErrorCode.SQLITE_IOERR_SHMOPEN,
            SQLiteErrorCode.SQLITE_IOERR_SHMMAP,
            SQLiteErrorCode.SQLITE_IOERR_LOCK);

    private static final Set<SQLiteErrorCode> BUSY = Set.of(
            SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT, SQLiteErrorCode.SQLITE_BUSY_RECOVERY);

    private final Connection written;
    private final Optional<Connection> read;

    private RunIndex(Connection written, Optional<Connection> read) {
        this.written = written;
        this.read = read;
    }

    /// An index that does not hold what it should.
    private static final class Useless extends Exception {
        private static final long serialVersionUID = 1L;

        Useless(String message) {
            super(message);
        }
    }

    /// Asks the index of a run. Closing the rows closes the index.
    ///
    /// @param question one statement that reads
    /// @throws JournalException if the journal cannot be read
    /// @throws ProblemException if it is no such statement, or there can be no index
    public static Rows ask(RunFolder folder, String question) {
        RunIndex index = open(folder);
        try {
            return Answer.to(question, index.read.orElse(index.written), index::close);
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /// Opens the index of a run.
    ///
    /// @throws JournalException if the journal cannot be read
    /// @throws ProblemException if there can be no index
    static RunIndex open(RunFolder folder) {
        Path file = folder.folder().resolve("index.sqlite");
        try {
            return inFile(folder, file);
        } catch (Useless e) {
            LOG.debug("the index of run {} is made again: {}", folder.number(), e.getMessage());
            delete(file);
        }
        try {
            return inFile(folder, file);
        } catch (Useless e) {
            throw problem("the index of run " + folder.number() + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static RunIndex inFile(RunFolder folder, Path file) throws Useless {
        try {
            Connection written = opened(file, false);
            try {
                bringForward(written, folder);
                return new RunIndex(written, Optional.of(opened(file, true)));
            } catch (SQLException | Useless | RuntimeException e) {
                written.close();
                throw e;
            }
        } catch (SQLException e) {
            if (is(e, NOT_WRITABLE)) {
                return inMemory(folder);
            }
            if (is(e, BUSY)) {
                throw problem(
                        "another process has been writing the index of run " + folder.number() + " for a minute", e);
            }
            throw new Useless(String.valueOf(e.getMessage()));
        }
    }

    private static RunIndex inMemory(RunFolder folder) throws Useless {
        try {
            Connection memory = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
            try {
                bringForward(memory, folder);
                readOnly(memory);
                return new RunIndex(memory, Optional.empty());
            } catch (SQLException | Useless | RuntimeException e) {
                memory.close();
                throw e;
            }
        } catch (SQLException e) {
            throw problem("the index of run " + folder.number() + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static Connection opened(Path file, boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setReadOnly(readOnly);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        }
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        if (readOnly) {
            readOnly(connection);
        }
        return connection;
    }

    /// Lets nothing be changed any more, here or in another file.
    private static void readOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = 1");
        }
        connection.unwrap(SQLiteConnection.class).setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
    }

    /// Adds what the journal has and the index has not. Each transaction begins where the one before it ended, whoever
    /// made that.
    private static void bringForward(Connection connection, RunFolder folder) throws SQLException, Useless {
        connection.setAutoCommit(false);
        if (!Tables.ensure(connection)) {
            throw new Useless("it has another form");
        }
        if (!Tables.isWhole(connection)) {
            throw new Useless("it is damaged");
        }
        connection.commit();
        try (var filling = new Filling(connection, folder.number())) {
            while (some(connection, filling, folder)) {
                connection.commit();
            }
        }
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /// Adds some events.
    ///
    /// @return whether there may be more
    private static boolean some(Connection connection, Filling filling, RunFolder folder) throws SQLException, Useless {
        try (Statement begin = connection.createStatement()) {
            begin.executeUpdate("update applied set seq = seq");
        }
        Applied applied = Applied.read(connection);
        int added = 0;
        try (JournalReader reader = behind(applied, folder)) {
            Applied last = applied;
            for (Optional<Event> event = reader.next();
                    event.isPresent();
                    event = added < TOGETHER ? reader.next() : Optional.empty()) {
                last = Applied.of(event.get(), filling.add(event.get(), last.round()));
                added++;
            }
            filling.flush();
            last.write(connection);
        }
        return added > 0;
    }

    private static JournalReader behind(Applied applied, RunFolder folder) throws Useless {
        if (applied.isNothing()) {
            return folder.read(Filling.KINDS);
        }
        try {
            JournalReader reader = folder.read(Filling.KINDS, applied.place());
            if (reader.next().filter(applied::is).isPresent()) {
                return reader;
            }
            reader.close();
        } catch (JournalException.Damaged e) {
            LOG.debug("event {} cannot be read", applied.place().seq(), e);
        }
        throw new Useless("it is of another journal");
    }

    @Override
    public void close() {
        try {
            if (read.isPresent()) {
                read.get().close();
            }
            written.close();
        } catch (SQLException e) {
            LOG.debug("an index could not be closed", e);
        }
    }

    private static boolean is(SQLException e, Set<SQLiteErrorCode> codes) {
        return e instanceof SQLiteException failure && codes.contains(failure.getResultCode());
    }

    private static void delete(Path file) {
        try {
            for (String part : new String[] {"-wal", "-shm", ""}) {
                Files.deleteIfExists(Path.of(file + part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException problem(String message, Exception cause) {
        return new ProblemException(Problem.Category.ENVIRONMENT, "E418", message, cause);
    }
}
