package dev.didact.engine.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.Place;
import dev.didact.engine.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {
    private static final Place PLACE = new Place("line", 1, 5, 3);
    private static final Node.Mapping DOCUMENT = (Node.Mapping) YamlReader.read(
            "f.yaml",
            "{ name: a, until: { rounds: 8 }, list: [ { id: x, n: 1 }, { use: p.q.y, n: 2 }, { pack: org.z@1, n: 3 } ] }"
                    .getBytes(UTF_8));

    @ParameterizedTest
    @CsvSource({
        "until.rounds, 8",
        "list.0.n, 1",
        "list.x.n, 1",
        "list.y.n, 2",
        "list.org.z@1.n, -",
        "list.2.n, 3",
        "until.budget, -",
        "nothing.at.all, -"
    })
    void aSegmentIsAKeyAnIndexOrAName(String path, String value) {
        String found;
        try {
            found = Edits.find(DOCUMENT, path, PLACE)
                    .map(node -> node.toJson().asString())
                    .orElse("-");
        } catch (ProblemException e) {
            found = "-";
        }

        assertThat(found).isEqualTo(value);
    }

    @Test
    void whatIsNotThereIsMadeAndStandsWhereThePathIsTyped() {
        Node.Mapping changed = Edits.set(DOCUMENT, "flow.deep.in-flight", Node.Scalar.text("9", PLACE), PLACE);

        assertThat(changed.keyPlace("flow")).isEqualTo(PLACE);
        assertThat(changed.toJson().at("/flow/deep/in-flight").asString()).isEqualTo("9");
        assertThat(DOCUMENT.entries()).doesNotContainKey("flow");
    }

    @Test
    void aReplacedValueKeepsItsPosition() {
        Node.Mapping changed = Edits.set(DOCUMENT, "until", Node.Scalar.text("x", PLACE), PLACE);

        assertThat(changed.entries().keySet()).containsExactly("name", "until", "list");
    }

    @Test
    void droppingTakesAKeyOrAnElementAway() {
        assertThat(Edits.drop(DOCUMENT, "until.rounds", PLACE).toJson().get("until"))
                .isEmpty();
        assertThat(Edits.drop(DOCUMENT, "list.y", PLACE).toJson().get("list")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "until.round  | 'until.round': no key 'round' in 'until'",
                "list.3       | 'list.3': 'list' has 3 elements, counted from 0",
                "list.w.n     | 'list.w.n': no element 'w' in 'list'; there are list.x, list.p.q.y, list.org.z@1",
                "name.first   | 'name.first': 'name' is the text 'a' and has no 'first' in it",
                "a..b         | 'a..b' is not a path",
            })
    void aPathThatLeadsNowhereCannotBeDropped(String path, String message) {
        assertThatThrownBy(() -> Edits.drop(DOCUMENT, path, PLACE))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("line:1:5: " + message);
    }

    @Test
    void aListThatIsNotThereCannotBeSetByIndex() {
        assertThatThrownBy(() -> Edits.set(DOCUMENT, "grade.0.min", Node.Scalar.text("1", PLACE), PLACE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no list 'grade'");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anySequenceOfEditsIsSavedAndReadBackToTheSameTree(long randomSeed) {
        var random = new SplittableRandom(randomSeed);
        Node.Mapping document = DOCUMENT;
        int edits = 0;
        for (int i = 0; i < 300; i++) {
            List<String> paths = paths(document);
            String path = paths.get(random.nextInt(paths.size()));
            try {
                document = switch (random.nextInt(4)) {
                    case 0 -> Edits.drop(document, path, PLACE);
                    case 1 ->
                        Edits.set(document, path + ".k" + random.nextInt(3), RandomDocuments.tree(random, 3), PLACE);
                    case 2 -> Edits.set(document, path, RandomDocuments.tree(random, 3), PLACE);
                    default -> Edits.append(document, "list", RandomDocuments.tree(random, 2), PLACE);
                };
                edits++;
            } catch (ProblemException e) {
                assertThat(e.problems()).allMatch(problem -> problem.place().equals(Optional.of(PLACE)));
            }
            String saved = YamlWriter.write(document);
            Node again = YamlReader.read("again.yaml", saved.getBytes(UTF_8));
            assertThat(again.toJson()).isEqualTo(document.toJson());
            assertThat(YamlWriter.write(again)).isEqualTo(saved);
        }
        assertThat(edits).isGreaterThan(50);
    }

    private static List<String> paths(Node.Mapping document) {
        var paths = new ArrayList<>(List.of("list", "until", "name", "fresh"));
        document.entries().forEach((key, entry) -> {
            paths.add(key);
            if (entry.value() instanceof Node.Mapping inner) {
                inner.entries().keySet().forEach(innerKey -> paths.add(key + "." + innerKey));
            }
            if (entry.value() instanceof Node.Sequence list) {
                for (int i = 0; i <= list.elements().size(); i++) {
                    paths.add(key + "." + i);
                }
            }
        });
        return paths;
    }
}
