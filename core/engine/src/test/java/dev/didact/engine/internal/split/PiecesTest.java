package dev.didact.engine.internal.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.DidactException;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static final Split THREE_WORDS = new Split(0, Split.Unit.WORDS, 3, 1);

    private static Origin origin(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Origin(
                Origin.Method.FILE,
                "salt.md",
                Document.sha256(bytes),
                bytes.length,
                List.of("A. Author"),
                Licence.declared("CC-BY-4.0", "source.yaml"),
                List.of());
    }

    private static Item document(String name, String text) {
        return Item.of(name, text, new Document(name, text, origin(text)).whole());
    }

    @Test
    void everyPieceKnowsItsDocumentTheBytesItTakesThereAndTheLicence() throws Exception {
        String text = "Grüße. Die Ähre. 😀 läuft um.\n\nÖl. Ende.";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        List<Item> pieces = Pieces.of(document("salt.md", text), THREE_WORDS);

        assertThat(pieces).hasSizeGreaterThan(2).allSatisfy(piece -> {
            Passage passage = piece.passages().getFirst();
            assertThat(passage.document()).isEqualTo("salt.md");
            assertThat(passage.origin()).isEqualTo(origin(text));
            assertThat(passage.text()).isEqualTo(piece.content());
            assertThat(new String(
                            Arrays.copyOfRange(bytes, (int) passage.start(), (int) passage.end()),
                            StandardCharsets.UTF_8))
                    .isEqualTo(piece.content());
            assertThat(piece.id()).isEqualTo(passage.reference());
        });
    }

    @Test
    void aPieceOfAPassageIsCitedInTheDocument() throws Exception {
        Passage behind = new Passage("m.md", 26, 40, "One two. Three", origin("x".repeat(40)));

        List<Item> pieces = Pieces.of(Item.of("m", "One two. Three", behind), new Split(0, Split.Unit.WORDS, 2, 0));

        assertThat(pieces.stream().map(Item::id)).containsExactly("m.md[26,34)", "m.md[35,40)");
    }

    @Test
    void aPieceOfATextThatIsNotItsBytesIsCitedByTheWholeAndTheCharacter() throws Exception {
        Passage page = new Passage("p.html", 0, 90, "One two. Three", origin("x".repeat(90)));

        List<Item> pieces = Pieces.of(Item.of("p.html", "One two. Three", page), new Split(0, Split.Unit.WORDS, 2, 0));

        assertThat(pieces.stream().map(Item::id))
                .containsExactly("p.html[0,90) at character 0", "p.html[0,90) at character 9");
        assertThat(pieces.getLast().passages().getFirst())
                .isEqualTo(new Passage("p.html", 0, 90, "Three", origin("x".repeat(90))));
    }

    @Test
    void columnsThatHoldTheTextHoldThatOfThePieceAndOthersAreKept() throws Exception {
        Item item = document("a.txt", "One two. Three")
                .withColumns(Map.of("text", "One two. Three", "title", "One"))
                .atLevel(4);

        Item piece = Pieces.of(item, new Split(0, Split.Unit.WORDS, 2, 0)).getFirst();

        assertThat(piece.columns()).containsExactlyInAnyOrderEntriesOf(Map.of("text", "One two.", "title", "One"));
        assertThat(piece.level()).hasValue(4);
    }

    @Test
    void whatIsNoTextOfADocumentIsNotCut() {
        Item item = document("a.txt", "One two.");
        assertThatExceptionOfType(DidactException.Permanent.class)
                .isThrownBy(() -> Pieces.of(item.withKey("3"), THREE_WORDS))
                .withMessageContaining("'a.txt' has an answer");
        Item made = Item.of("q", "Which?", item.passages().getFirst());
        assertThatExceptionOfType(DidactException.Permanent.class)
                .isThrownBy(() -> Pieces.of(made, THREE_WORDS))
                .withMessageContaining("'q' is not one passage");
    }

    @Test
    void noDocumentIsOnBothSidesAndTheShareIsAsAsked() throws Exception {
        var heldOut = new HeldOutDocuments(0.25, 7);
        int measured = 0;
        for (int i = 0; i < 400; i++) {
            Item document = document("d" + i, "Text " + i + ". Second. Third. Fourth.");
            boolean side = heldOut.gives(document, Purpose.HELD_OUT);
            for (Purpose purpose : List.of(Purpose.TRAINING, Purpose.STARTING, Purpose.ANCHOR)) {
                assertThat(heldOut.gives(document, purpose)).isNotEqualTo(side);
            }
            assertThat(Pieces.of(document, THREE_WORDS))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(piece ->
                            assertThat(heldOut.gives(piece, Purpose.HELD_OUT)).isEqualTo(side));
            measured += side ? 1 : 0;
        }
        assertThat(measured).isBetween(70, 130);
    }

    @Test
    void copiesOfADocumentAreOnOneSideAndTheRandomSeedDecidesWhich() {
        List<Boolean> one = IntStream.range(0, 50)
                .mapToObj(seed -> new HeldOutDocuments(0.5, seed).gives(document("a", "Text."), Purpose.HELD_OUT))
                .toList();
        List<Boolean> copy = IntStream.range(0, 50)
                .mapToObj(seed -> new HeldOutDocuments(0.5, seed).gives(document("b", "Text."), Purpose.HELD_OUT))
                .toList();
        assertThat(copy).isEqualTo(one).contains(true, false);
    }

    @Test
    void anItemOfBothSidesIsOnNeither() {
        var heldOut = new HeldOutDocuments(0.5, 7);
        Item measured = side(heldOut, true);
        Item learned = side(heldOut, false);
        Item both = new Item(
                "both",
                "x",
                Map.of(),
                Optional.empty(),
                List.of(measured.passages().getFirst(), learned.passages().getFirst()),
                OptionalInt.empty());
        assertThat(heldOut.gives(both, Purpose.HELD_OUT)).isFalse();
        assertThat(heldOut.gives(both, Purpose.TRAINING)).isFalse();
    }

    private static Item side(HeldOutDocuments heldOut, boolean isHeldOut) {
        return IntStream.range(0, 100)
                .mapToObj(i -> document("d" + i, "Text " + i))
                .filter(item -> heldOut.gives(item, Purpose.HELD_OUT) == isHeldOut)
                .findFirst()
                .orElseThrow();
    }
}
