package dev.didact.sources.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Purpose;
import dev.didact.testkit.FullSourceContract;
import dev.didact.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.JDBC;

final class SqliteTest extends FullSourceContract<JdbcConfig> {
    private static final Draw DRAW = new Draw(Purpose.TRAINING, 1, OptionalInt.empty());

    @TempDir
    private Path temporary = Path.of("set by JUnit");

    @BeforeEach
    void writeDatabase() throws SQLException {
        execute(
                "CREATE TABLE question (id TEXT, prompt TEXT, answer TEXT, hard INTEGER, picture BLOB)",
                "INSERT INTO question VALUES ('c', 'Which?', 'this', 3, x'00FF')",
                "INSERT INTO question VALUES ('a', 'Why?', 'so', 1, NULL)",
                "INSERT INTO question VALUES ('b', 'How?', 'thus', 2, NULL)");
    }

    @Override
    protected DataSource<JdbcConfig> source() {
        return new JdbcSource();
    }

    @Override
    protected String with() {
        return "{ url: 'jdbc:sqlite:q.db', query: 'SELECT id, prompt FROM question', licence: CC0-1.0 }";
    }

    @Override
    protected List<Example> examples() {
        return List.of(example(DRAW).yields("Why?", "How?", "Which?"));
    }

    @Override
    protected Path folder() {
        return temporary;
    }

    private void execute(String... lines) throws SQLException {
        try (Connection connection =
                        JDBC.createConnection("jdbc:sqlite:" + temporary.resolve("q.db"), new Properties());
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }

    private static JdbcConfig config(String query, Optional<String> key, Optional<String> level) {
        return config(query, List.of(), key, level);
    }

    private static JdbcConfig config(String query, List<String> orderBy, Optional<String> key, Optional<String> level) {
        return new JdbcConfig(
                "jdbc:sqlite:q.db",
                query,
                orderBy,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "id",
                "prompt",
                key,
                level);
    }

    private static JdbcConfig config(String query) {
        return config(query, Optional.empty(), Optional.empty());
    }

    /// Items and, in their place, what could not be read.
    private List<Object> read(JdbcConfig config) throws Exception {
        var read = new ArrayList<>();
        try (TestContext context = TestContext.withRandomSeed(7).at(temporary);
                DataSource.Reader reader = source().open(config, DRAW, context)) {
            while (true) {
                try {
                    Optional<Item> item = reader.next();
                    if (item.isEmpty()) {
                        return read;
                    }
                    read.add(item.get());
                } catch (DidactException.Permanent e) {
                    read.add(e.getMessage());
                }
            }
        }
    }

    private List<Object> contents(String query) throws Exception {
        return read(config(query)).stream()
                .map(one -> one instanceof Item item ? item.content() : one)
                .toList();
    }

    @Test
    void anItemIsARowWithItsFieldsAsColumnsAndNotItsKey() throws Exception {
        Item item = (Item) read(config("SELECT * FROM question", Optional.of("answer"), Optional.of("hard")))
                .getLast();
        assertThat(item.id()).isEqualTo("c");
        assertThat(item.content()).isEqualTo("Which?");
        assertThat(item.key()).contains("this");
        assertThat(item.level()).hasValue(3);
        assertThat(item.columns()).isEqualTo(Map.of("id", "c", "prompt", "Which?", "hard", "3"));
        assertThat(item.passages().getFirst().reference()).isEqualTo("q.db#c[0,6)");
    }

    @Test
    void rowsComeInTheOrderOfTheirIdsWhateverTheQuerySays() throws Exception {
        assertThat(contents("SELECT * FROM question")).containsExactly("Why?", "How?", "Which?");
        assertThat(contents("SELECT * FROM question ORDER BY hard DESC")).containsExactly("Why?", "How?", "Which?");
        assertThat(contents("WITH q AS (SELECT * FROM question) SELECT * FROM q -- all"))
                .containsExactly("Why?", "How?", "Which?");
    }

    @Test
    void rowsComeInTheOrderThatTheRecipeAsksFor() throws Exception {
        execute("INSERT INTO question VALUES ('d', 'Who?', 'they', 1, NULL)");
        assertThat(read(config("SELECT * FROM question", List.of("hard"), Optional.empty(), Optional.empty())))
                .extracting(one -> ((Item) one).id())
                .containsExactly("a", "d", "b", "c");
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> read(
                        config("SELECT id, prompt FROM question", List.of("hard"), Optional.empty(), Optional.empty())))
                .withMessageContaining("order-by must be a column that the query gives, one of [id, prompt]");
    }

    @Test
    void aRowThatCannotBeUsedIsToldAndTheOthersGoOn() throws Exception {
        execute(
                "INSERT INTO question VALUES ('b', 'Once more?', '', 1, NULL)",
                "INSERT INTO question VALUES ('bb', NULL, '', 1, NULL)",
                "INSERT INTO question VALUES (NULL, 'Who?', '', 1, NULL)",
                "INSERT INTO question VALUES ('bc', x'00', '', 1, NULL)");
        assertThat(contents("SELECT * FROM question"))
                .containsExactly(
                        "'q.db', row '': the id is empty; leave such rows out of the query",
                        "Why?",
                        "How?",
                        "'q.db', row 'b': a row before has the same id; name a column with id that tells rows apart",
                        "'q.db', row 'bb': the question, 'prompt', is empty; leave such rows out of the query",
                        "'q.db', row 'bc': column 'prompt' holds bytes; give it as text",
                        "Which?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO question VALUES ('d', 'x', 'y', 1, NULL)",
                "DELETE FROM question",
                "SELECT * FROM nothing",
            })
    void whatIsNoQueryIsRefusedAndNothingIsWritten(String query) throws Exception {
        byte[] before = Files.readAllBytes(temporary.resolve("q.db"));
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> read(config(query)))
                .withMessageContaining("query '" + query + "' does not work")
                .satisfies(e -> assertThat(e.pointer()).isEqualTo("query"));
        assertThat(Document.sha256(Files.readAllBytes(temporary.resolve("q.db"))))
                .isEqualTo(Document.sha256(before));
    }

    @Test
    void severalQueriesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("SELECT * FROM question); DELETE FROM question; --"))
                .withMessageContaining("one query without ';'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mysql://localhost/q | the databases that there are drivers for",
                "q.db                     | must begin with jdbc:sqlite: or jdbc:postgresql:",
            })
    void anotherDatabaseIsRefusedWithThoseThereAre(String url, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JdbcConfig(
                        url,
                        "SELECT 1",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "id",
                        "prompt",
                        Optional.empty(),
                        Optional.empty()))
                .withMessageContaining(why);
    }

    @Test
    void aColumnThatTheQueryDoesNotGiveIsAnErrorOfTheConfiguration() {
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(
                        () -> read(config("SELECT id, prompt FROM question", Optional.of("answer"), Optional.empty())))
                .withMessageContaining("key must be a column that the query gives, one of [id, prompt]");
    }

    @Test
    void aFileThatIsNoDatabaseIsAnErrorOfTheConfiguration() throws IOException {
        Files.writeString(temporary.resolve("q.db"), "no database, but long enough to be taken for one ".repeat(40));
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> read(config("SELECT 1")))
                .withMessageContaining("url 'jdbc:sqlite:q.db' cannot be read as a database");
    }
}
