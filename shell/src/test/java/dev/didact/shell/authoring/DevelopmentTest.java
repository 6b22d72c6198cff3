package dev.didact.shell.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.Capabilities;
import dev.didact.engine.PluginCard;
import dev.didact.engine.Preview;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Spending;
import dev.didact.shell.authoring.Development.Broken;
import dev.didact.shell.authoring.Development.Change;
import dev.didact.shell.authoring.Development.Loaded;
import dev.didact.shell.authoring.Development.News;
import dev.didact.shell.authoring.Development.Unbuilt;
import dev.didact.testkit.Decided;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DevelopmentTest {
    private static final PluginCard CARD = card("abc");

    private static PluginCard card(String sha256) {
        return new PluginCard(
                "org.example.a",
                "0.1.0",
                "A",
                PluginCard.State.ACTIVE,
                "",
                "",
                "",
                sha256,
                Capabilities.undeclared(),
                List.of());
    }

    /// A build whose example is wrong.
    private record WrongExample(ProblemException problem) {}

    /// The builds that come one after the other: each is what the example then makes, or what is in the way.
    private final Deque<Object> builds = new ArrayDeque<>();

    private final Development.Workbench bench = new Development.Workbench() {
        @Override
        public Optional<String> missing() {
            return builds.getFirst() instanceof String missing ? Optional.of(missing) : Optional.empty();
        }

        @Override
        public PluginCard load() {
            if (builds.getFirst() instanceof ProblemException problem) {
                throw problem;
            }
            return CARD;
        }

        @Override
        public Optional<Preview> example() {
            if (builds.getFirst() instanceof WrongExample(ProblemException problem)) {
                throw problem;
            }
            return builds.getFirst() instanceof Preview preview ? Optional.of(preview) : Optional.empty();
        }
    };

    private List<News> follow(Object... all) {
        builds.addAll(List.of(all));
        List<News> news = new ArrayList<>();
        Changes changes = new Changes() {
            @Override
            public void await() throws InterruptedException {
                builds.removeFirst();
                if (builds.isEmpty()) {
                    throw new InterruptedException("nobody waits any more");
                }
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> new Development(bench).follow(changes, news::add))
                .isInstanceOf(InterruptedException.class);
        return news;
    }

    private static Preview preview(DecidedSample... samples) {
        return new Preview(
                List.of(new Preview.Previewed("item", List.of(), List.of(samples), List.of(), Spending.NONE)));
    }

    @Test
    void theFirstTimeEverySampleIsNewAndThenOnlyWhatChanged() {
        List<News> news = follow(
                preview(Decided.accepted("1/1", "a", "x")),
                preview(Decided.accepted("1/1", "a", "x")),
                preview(Decided.rejected("1/1", "a", "x")));

        assertThat(((Loaded) news.get(0)).changes()).hasSize(1);
        assertThat(((Loaded) news.get(1)).changes()).isEmpty();
        Change change = ((Loaded) news.get(2)).changes().getFirst();
        assertThat(change.before().orElseThrow().verdict()).isEqualTo("accepted  1.00");
        assertThat(change.after().orElseThrow().verdict()).isEqualTo("rejected by right  0.00");
    }

    @Test
    void aSampleThatIsGoneAndOneThatIsNewAreChanges() {
        var fault = new Fault(Fault.Kind.EMPTY_REPLY, "made no sample");
        Preview none = new Preview(
                List.of(new Preview.Previewed("item", List.of(), List.of(), List.of(fault), Spending.NONE)));
        List<News> news = follow(preview(Decided.accepted("1/1", "a", "x")), none);

        List<Change> changes = ((Loaded) news.get(1)).changes();
        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst().after()).isEmpty();
        assertThat(changes.getLast().after().orElseThrow().fault().orElseThrow())
                .contains("made no sample");
    }

    @Test
    void whatIsBrokenIsToldAndComparedWithWhatWorkedLast() {
        var problem = new ProblemException(Problem.Category.ENVIRONMENT, "E409", "it throws");
        List<News> news = follow(
                "nothing",
                preview(Decided.accepted("1/1", "a", "x")),
                problem,
                preview(Decided.accepted("1/1", "a", "x")));

        assertThat(news.get(0)).isEqualTo(new Unbuilt("nothing"));
        assertThat(news.get(2)).isEqualTo(new Broken(problem, Optional.empty(), 1));
        assertThat(((Loaded) news.get(3)).changes()).isEmpty();
    }

    @Test
    void aWrongExampleIsToldWithThePluginThatIsLoadedAndTheVerdictsThatAreNotOfIt() {
        var problem = new ProblemException(Problem.Category.USAGE, "E201", "no rubric 'nun'");
        List<News> news = follow(
                new WrongExample(problem), preview(Decided.accepted("1/1", "a", "x")), new WrongExample(problem));

        assertThat(news.get(0)).isEqualTo(new Broken(problem, Optional.of(CARD), 0));
        assertThat(news.get(2)).isEqualTo(new Broken(problem, Optional.of(CARD), 1));
    }

    @Test
    void whatIsMissingIsToldOnceAndAgainWhenSomethingElseIs() {
        assertThat(follow("nothing", "nothing", "no manifest", "nothing"))
                .containsExactly(new Unbuilt("nothing"), new Unbuilt("no manifest"), new Unbuilt("nothing"));
    }

    @Test
    void aBuildThatIsMadeAgainAsItWasIsNoNews() {
        Preview same = preview(Decided.accepted("1/1", "a", "x"));

        assertThat(follow(same, "nothing", same)).hasSize(1);
        assertThat(follow(same, "nothing", preview(Decided.rejected("1/1", "a", "x"))))
                .hasSize(2);
    }
}
