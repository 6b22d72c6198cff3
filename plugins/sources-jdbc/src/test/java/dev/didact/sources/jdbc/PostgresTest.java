package dev.didact.sources.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.config.SecretName;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Purpose;
import dev.didact.testkit.SourceContract;
import dev.didact.testkit.TestContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of a real server.
final class PostgresTest extends SourceContract<JdbcConfig> {
    private static final Draw DRAW = new Draw(Purpose.TRAINING, 1, OptionalInt.empty());
    private static final SecretName NAME = new SecretName("env:DATABASE_PASSWORD");

    private static Optional<Postgres> server = Optional.empty();

    @BeforeAll
    static void start() throws IOException, InterruptedException, SQLException {
        server = Optional.of(Postgres.start());
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server.isPresent()) {
            server.get().end();
        }
    }

    @BeforeEach
    void writeTable() throws SQLException {
        postgres()
                .execute(
                        "DROP TABLE IF EXISTS question",
                        "CREATE TABLE question (id int, prompt text, answer text, at timestamptz, tags jsonb, picture bytea)",
                        "INSERT INTO question VALUES (10, 'Which?', 'this', '2026-01-01T12:00+02', '{\"a\": 1}', '\\x00ff'),"
                                + " (9, 'Why?', 'so', NULL, NULL, NULL), (2, 'How?', 'thus', NULL, NULL, NULL)",
                        "GRANT SELECT ON question TO guest");
    }

    @Override
    protected DataSource<JdbcConfig> source() {
        return new JdbcSource();
    }

    @Override
    protected String with() {
        return "{ url: '" + postgres().url() + "', query: 'SELECT * FROM question', user: guest, licence: CC0-1.0 }";
    }

    @Override
    protected List<Example> examples() {
        return List.of(example().yields("How?", "Why?", "Which?"));
    }

    private static Postgres postgres() {
        return server.orElseThrow();
    }

    private static JdbcConfig config(String url, String query, String user) {
        return new JdbcConfig(
                url,
                query,
                List.of(),
                Optional.of(user),
                Optional.of(NAME),
                Optional.of("CC0-1.0"),
                "id",
                "prompt",
                Optional.of("answer"),
                Optional.empty());
    }

    private static JdbcConfig config(String query) {
        return config(postgres().url(), query, "owner");
    }

    private static TestContext knowing(String password) {
        return TestContext.withRandomSeed(7).knowing(NAME, password);
    }

    private static List<Item> read(JdbcConfig config) throws Exception {
        var read = new ArrayList<Item>();
        try (TestContext context = knowing(Postgres.PASSWORD);
                DataSource.Reader reader = new JdbcSource().open(config, DRAW, context)) {
            for (Optional<Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                read.add(item.get());
            }
        }
        return read;
    }

    @Test
    void anItemIsARowWithItsFieldsAsTheServerWritesThem() throws Exception {
        Item item = read(config("SELECT * FROM question")).getLast();
        assertThat(item.content()).isEqualTo("Which?");
        assertThat(item.key()).contains("this");
        assertThat(item.columns())
                .isEqualTo(
                        Map.of("id", "10", "prompt", "Which?", "at", "2026-01-01 10:00:00+00", "tags", "{\"a\": 1}"));
        Origin origin = item.passages().getFirst().origin();
        assertThat(origin.method()).isEqualTo(Origin.Method.DATABASE);
        assertThat(origin.uri()).isEqualTo(postgres().url().substring("jdbc:".length()));
        assertThat(origin.licence().declared()).isEqualTo("CC0-1.0");
        assertThat(item.passages().getFirst().document()).isEqualTo(origin.uri() + "#10");
    }

    @Test
    void rowsComeInTheOrderOfTheirIdsAsTheServerOrdersThem() throws Exception {
        assertThat(read(config("SELECT * FROM question ORDER BY prompt")))
                .extracting(Item::id)
                .containsExactly("2", "9", "10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM question",
                "WITH gone AS (DELETE FROM question RETURNING id, prompt, answer) SELECT * FROM gone",
                "SELECT id, prompt, answer, set_config('transaction_read_only', 'off', true) FROM question",
                "SELECT nextval('counter') AS id, '' AS prompt, '' AS answer",
            })
    void nothingIsWritten(String query) throws Exception {
        postgres().execute("CREATE SEQUENCE IF NOT EXISTS counter");
        assertThatExceptionOfType(DidactException.Config.class).isThrownBy(() -> read(config(query)));
        assertThat(read(config("SELECT * FROM question"))).hasSize(3);
        assertThat(read(config("SELECT last_value AS id, is_called AS prompt, '' AS answer FROM counter")))
                .extracting(Item::content)
                .containsExactly("f");
    }

    @Test
    void aWrongPasswordStopsTheRunAndIsNotSaid() {
        assertThatExceptionOfType(DidactException.Unavailable.class)
                .isThrownBy(() -> {
                    try (TestContext context = knowing("guessed")) {
                        new JdbcSource().open(config("SELECT * FROM question"), DRAW, context);
                    }
                })
                .withMessageContaining("password authentication failed for user \"owner\"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("guessed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?password=x         | says 'password'",
                "?readOnlyMode=ignore | says 'readOnlyMode'",
                "?socketFactory=X    | says 'socketFactory'",
            })
    void aUrlSaysNoSecretAndNothingThatLetsAQueryWrite(String parameters, String why) {
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> read(config(postgres().url() + parameters, "SELECT * FROM question", "owner")))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.pointer()).isEqualTo("url"));
    }

    /// One that had given all rows at once would not be missed.
    @Test
    void aServerThatIsNotThereMayComeBackAndOneThatBreaksOffIsToldAndNotTakenForTheEnd() throws Exception {
        String query = "SELECT n AS id, 'Q' || n AS prompt, '' AS answer FROM generate_series(1, 5000) AS n";
        try (TestContext context = knowing(Postgres.PASSWORD);
                DataSource.Reader reader = new JdbcSource().open(config(query), DRAW, context)) {
            assertThat(reader.next()).isPresent();
            postgres().down();
            try {
                assertThatThrownBy(() -> {
                            while (reader.next().isPresent()) {}
                        })
                        .isInstanceOf(DidactException.Unavailable.class)
                        .hasMessageContaining("the database broke off");
                assertThatExceptionOfType(DidactException.Transient.class)
                        .isThrownBy(() -> read(config("SELECT * FROM question")));
            } finally {
                postgres().up();
            }
        }
        assertThat(read(config("SELECT * FROM question"))).hasSize(3);
    }
}
