package dev.didact.engine.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Rows;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.journal.JournalSettings;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RunIndexTest {
    private static final String COUNT = "select count(*) as n from sample";

    @TempDir
    private Path workspace;

    private RunFolder run;
    private Path file;

    @BeforeEach
    void writeRun() throws IOException {
        run = new RunFolder(3, Files.createDirectories(workspace.resolve("runs/3")));
        file = run.folder().resolve("index.sqlite");
        write(1, 1, 10);
    }

    /// Writes samples with their calls, and closes a round behind the last.
    private void write(int round, int from, int to) {
        try (Journal journal = open()) {
            for (int i = from; i <= to; i++) {
                CompletableFuture<EventPlace> _ = write(journal, i);
            }
            journal.appendDurably(Kinds.ROUND, round(round));
        }
    }

    private Journal open() {
        return run.open(JournalSettings.standard(JournalIo.files(), InstantSource.fixed(Instant.EPOCH), Kinds.MARKED));
    }

    private static CompletableFuture<EventPlace> write(Journal journal, int number) {
        ObjectNode call =
                Records.object().put("key", "k" + number).put("model", "m").put("step", "draft");
        call.set("cost", Records.write(new Money(number * 250_000_000_000L)));
        call.putObject("reply")
                .put("reply", "answered")
                .putObject("usage")
                .put("in", 7)
                .put("out", number);
        CompletableFuture<EventPlace> _ = journal.append(Kinds.CALL, call);
        CompletableFuture<EventPlace> _ =
                journal.append(Kinds.ITEM, Records.object().put("id", "i" + number));
        ObjectNode sample = Records.object()
                .put("number", number)
                .put("item", "i" + number)
                .put("sampleIndex", 0)
                .put("attempt", 1);
        ObjectNode grade = sample.putObject("grade").put("total", number / 10.0);
        ObjectNode result = grade.putArray("criteria")
                .addObject()
                .put("rubric", "r@1")
                .put("criterion", "short")
                .putObject("result");
        if (number % 5 == 0) {
            result.put("result", "ungraded");
            sample.putObject("verdict").put("verdict", "quarantined").put("rule", "ungraded:short");
        } else {
            result.put("result", "scored").put("level", "yes").put("score", 0.5);
            sample.putObject("verdict").put("verdict", "accepted");
        }
        sample.putObject("provenance")
                .put("licence", "CC0-1.0")
                .putObject("generatedBy")
                .put("round", 1)
                .put("step", "draft");
        return journal.append(Kinds.SAMPLE, sample);
    }

    private static final Spending SPENT = Spending.of(
            "m", new Spending.Share(10, 0, 12, new Usage(70, 55), Optional.of(Money.ofUsd(new BigDecimal("13.75")))));

    private static ObjectNode round(int round) {
        ObjectNode data = Records.object().put("seconds", 1.5);
        data.putObject("event")
                .put("round", round)
                .put("accepted", 8)
                .put("rolledBack", false)
                .set("spending", Records.write(SPENT));
        return data;
    }

    private List<List<Optional<Object>>> ask(String question) {
        try (Rows rows = RunIndex.ask(run, question)) {
            List<List<Optional<Object>>> all = new ArrayList<>();
            for (Optional<List<Optional<Object>>> row = rows.next(); row.isPresent(); row = rows.next()) {
                all.add(row.get());
            }
            return all;
        }
    }

    private long number(String question) {
        return (long) ask(question).getFirst().getFirst().orElseThrow();
    }

    private List<List<Optional<Object>>> everything() {
        List<List<Optional<Object>>> all = new ArrayList<>();
        for (String table : List.of("round", "call", "sample", "grade", "criterion", "verdict")) {
            all.addAll(ask("select * from " + table + " order by 1, 2"));
        }
        return all;
    }

    @Test
    void whatTheJournalHoldsStandsInTheTables() {
        assertThat(ask("select verdict, count(*) as n, max(score) as top from sample group by verdict order by 1"))
                .containsExactly(
                        List.of(Optional.of("accepted"), Optional.of(8L), Optional.of(0.9)),
                        List.of(Optional.of("quarantined"), Optional.of(2L), Optional.of(1.0)));
        assertThat(ask("select ref, round, step from sample where id = 4"))
                .containsExactly(List.of(Optional.of("3/4"), Optional.of(1L), Optional.of("draft")));
        assertThat(ask("select criterion, rule from verdict where sample = 5"))
                .containsExactly(List.of(Optional.empty(), Optional.of("ungraded:short")));
        assertThat(ask("select sum(scored) as scored, sum(ungraded) as ungraded from grade"))
                .containsExactly(List.of(Optional.of(8L), Optional.of(2L)));
        assertThat(ask("select count(level) as n, avg(score) as score from criterion"))
                .containsExactly(List.of(Optional.of(8L), Optional.of(0.5)));
        assertThat(ask("select sum(tokens_in) as a, sum(tokens_out) as b, min(round) as c from call"))
                .containsExactly(List.of(Optional.of(70L), Optional.of(55L), Optional.of(0L)));
        assertThat(ask("select round, accepted, seconds from round"))
                .containsExactly(List.of(Optional.of(1L), Optional.of(8L), Optional.of(1.5)));
        assertThat(ask("select tokens_in, tokens_out, cost_usd from round"))
                .containsExactly(List.of(Optional.of(70L), Optional.of(55L), Optional.of(13.75)));
        assertThat(ask("select sum(cost_usd) as usd, sum(tries) as tries from call"))
                .containsExactly(List.of(Optional.of(13.75), Optional.of(10L)));
    }

    @Test
    void aPlaceInATableIsWhereTheEventStands() {
        List<Optional<Object>> place =
                ask("select segment, offset, length from sample where id = 7").getFirst();
        long offset = (long) place.get(1).orElseThrow();
        long length = (long) place.get(2).orElseThrow();
        assertThat(line(offset, length)).contains("\"number\":7").endsWith("}\n");
    }

    private String line(long offset, long length) {
        try {
            byte[] all = Files.readAllBytes(run.folder().resolve("journal/000001.jsonl"));
            return new String(all, (int) offset, (int) length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasWrittenSinceIsAddedAndNothingTwice() {
        assertThat(number(COUNT)).isEqualTo(10);
        write(2, 11, 15);
        assertThat(number(COUNT)).isEqualTo(15);
        assertThat(number("select count(*) as n from call where round = 2")).isEqualTo(5);
        assertThat(number("select count(*) as n from criterion")).isEqualTo(15);
    }

    @Test
    void aRunIsAskedWhileItIsWritten() {
        try (Journal journal = open()) {
            write(journal, 11).join();
            assertThat(number(COUNT)).isEqualTo(11);
            write(journal, 12).join();
            assertThat(number(COUNT)).isEqualTo(12);
        }
    }

    @Test
    void theTornEndOfTheJournalIsNotInTheIndex() throws IOException {
        Files.writeString(
                run.folder().resolve("journal/000001.jsonl"),
                "{\"seq\":32,\"synced\":31,\"at\":\"now\",\"kind\":\"sample\",\"data\":{\"number\":11",
                StandardOpenOption.APPEND);
        assertThat(number(COUNT)).isEqualTo(10);
    }

    @Test
    void anIndexThatIsMissingIsMadeAgainAsItWas() throws IOException {
        List<List<Optional<Object>>> before = everything();
        Files.delete(file);
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 4_096, 5_000, 20_000})
    void anIndexOfWhichOnlyTheBeginningIsThereIsMadeAgain(int bytes) throws IOException {
        List<List<Optional<Object>>> before = everything();
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, bytes));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anIndexOfOtherBytesIsMadeAgain() throws IOException {
        List<List<Optional<Object>>> before = everything();
        Files.writeString(file, "no database at all ".repeat(1_000));
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"pragma user_version = 99", "update applied set seq = 2", "update applied set sha256 = 'other'"})
    void anIndexOfAnotherFormOrJournalIsMadeAgain(String change) throws SQLException {
        List<List<Optional<Object>>> before = everything();
        try (Connection index = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = index.createStatement()) {
            statement.executeUpdate(change);
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whereNothingCanBeWrittenTheIndexIsInMemory() throws IOException {
        Files.createDirectory(file);
        assertThat(number(COUNT)).isEqualTo(10);
        assertThatThrownBy(() -> ask("delete from sample")).isInstanceOf(ProblemException.class);
    }

    @Test
    void twoReadersDoNotDisturbEachOther() {
        try (Rows first = RunIndex.ask(run, "select id from sample order by id")) {
            assertThat(first.next()).contains(List.of(Optional.of(1L)));
            write(2, 11, 12);
            assertThat(number(COUNT)).isEqualTo(12);
            assertThat(first.next()).contains(List.of(Optional.of(2L)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from sample",
                "insert into sample(id) values (99)",
                "drop table sample",
                "create table mine (a integer)",
                "attach database 'other.db' as other",
                "vacuum into 'copy.db'",
                "pragma user_version = 9"
            })
    void aQuestionChangesNothing(String statement) throws IOException {
        assertThatThrownBy(() -> ask(statement))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("the question cannot be answered: ");
        assertThat(number(COUNT)).isEqualTo(10);
        try (Stream<Path> left = Files.list(workspace)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("runs");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selct 1 | near \"selct\": syntax error",
                "select id, id from sample | two columns are called 'id'; give one another name with AS",
                "select * from smple | no such table: smple",
                "select verdct from sample | no such column: verdct"
            })
    void aWrongQuestionIsToldAsWhatItIs(String question, String says) {
        assertThatThrownBy(() -> ask(question)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problems().getFirst().code()).isEqualTo("E113");
            assertThat(e).hasMessage("the question cannot be answered: " + says);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "select * from smple, sample",
        "select verdct from sample, verdict",
        "select s.verdct from sample s, verdict"
    })
    void aNameThatIsNotThereIsTakenForTheLikeliest(String question, String meant) {
        assertThatThrownBy(() -> ask(question))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().suggestions()).contains(meant));
    }

    @Test
    void aLongQuestionEndsWhenItsThreadIsInterrupted() {
        String endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";
        try (Rows rows = RunIndex.ask(run, "select 1 as n union all select * from (" + endless + ")")) {
            assertThat(rows.next()).isPresent();
            Thread.currentThread().interrupt();
            assertThatThrownBy(rows::next).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
