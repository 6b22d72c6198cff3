package dev.didact.engine.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.price.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceTableTest {
    private static final Usage MILLION = new Usage(1_000_000, 1_000_000, 400_000);

    @TempDir
    Path folder;

    private Path workspace;
    private Path home;

    @BeforeEach
    void makeFolders() throws IOException {
        workspace = Files.createDirectories(folder.resolve("workspace"));
        home = Files.createDirectories(folder.resolve("home"));
    }

    private static void write(Path where, String prices) throws IOException {
        Files.writeString(where.resolve("prices.yaml"), "didact: prices/1\nprices:\n" + prices.indent(2));
    }

    private PriceTable read() {
        return PriceTable.read(List.of(workspace, home));
    }

    /// What a million tokens each way cost.
    private Optional<BigDecimal> cost(String model, String address) {
        return read().find(model, address).flatMap(price -> price.of(MILLION)).map(Money::usd);
    }

    @Test
    void withoutFilesThereIsNoPrice() {
        assertThat(cost("m", "http://localhost:8000/v1")).isEmpty();
    }

    @Test
    void aPriceIsFoundByTheNameOfTheModelAndCountedExactly() throws IOException {
        write(home, "- { model: m, input: 0.075, output: 0.300001, cached-input: 0.0375, request: 0.000000000001 }");

        assertThat(cost("m", "http://a/v1")).contains(new BigDecimal("0.360001000001"));
        assertThat(cost("M", "http://a/v1")).isEmpty();
    }

    @Test
    void tokensOutOfACacheCostAsMuchAsOthersWhereNothingElseIsSaid() throws IOException {
        write(home, "- { model: m, input: 1, output: 2 }");

        assertThat(cost("m", "http://a/v1")).contains(new BigDecimal("3"));
    }

    @Test
    void aPriceOfItsHostHoldsBeforeOneOfEveryHost() throws IOException {
        write(home, """
                - { model: m, input: 1, output: 0 }
                - { model: m, host: dear.example, input: 5, output: 0 }
                - { model: m, host: "localhost:8000", input: 0, output: 0 }
                """);

        assertThat(cost("m", "https://dear.example/v1")).contains(new BigDecimal("5"));
        assertThat(cost("m", "http://localhost:8000/v1")).contains(BigDecimal.ZERO);
        assertThat(cost("m", "http://localhost:8001/v1")).contains(BigDecimal.ONE);
    }

    @Test
    void theTableOfTheWorkspaceHoldsBeforeThatOfTheHome() throws IOException {
        write(home, "- { model: m, input: 1, output: 0 }\n- { model: n, input: 3, output: 0 }");
        write(workspace, "- { model: m, input: 2, output: 0 }");

        assertThat(cost("m", "http://a/v1")).contains(new BigDecimal("2"));
        assertThat(cost("n", "http://a/v1")).contains(new BigDecimal("3"));
    }

    @Test
    void whatIsWrongWithATableIsToldWhereItStands() throws IOException {
        write(workspace, "- { model: m, input: 1 }\n- { model: m, input: -1, output: 2 }");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(
                                        problem -> problem.place().orElseThrow().line() + ": " + problem.message())
                                .containsExactly(
                                        "3: 'prices.0' needs the key 'output'",
                                        "4: 'input' must be between 0 and 1000000 but is -1"));
    }

    @Test
    void aPriceFinerThanCanBeCountedIsRefusedAndNotRounded() throws IOException {
        write(workspace, "- { model: m, input: 0.0000001, output: 2 }");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        wrong -> assertThat(wrong.problems().getFirst().message())
                                .isEqualTo("'input' must have at most 6 digits behind the point but is 0.0000001"));
    }

    @Test
    void anAmountTooLargeForItsNumberStaysTheLargest() {
        Price price = new Price(new Money(1_000_000_000_000L), Money.NOTHING, Money.NOTHING, Money.NOTHING);

        assertThat(price.of(new Usage(Long.MAX_VALUE, 0))).contains(new Money(Long.MAX_VALUE));
    }
}
