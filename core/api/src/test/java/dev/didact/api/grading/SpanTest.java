package dev.didact.api.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.data.Document;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
    /// The second passage of a document: `ü` is one character and two bytes.
    private static final Passage PASSAGE = new Passage(
            "notes/salt.md",
            100,
            118,
            "Süßes ist keins.",
            Document.generated("s", "notes/salt.md", "", Licence.unknown("nowhere"))
                    .whole()
                    .origin());

    @Test
    void aPartOfASourceIsCountedInThePassageAndCitedInBytesOfTheDocument() {
        Span span = Span.source(PASSAGE, 6, 9);

        assertThat(span).isEqualTo(new Span("notes/salt.md[100,118)", 6, 9, "ist"));
        assertThat(span.cited(List.of(PASSAGE))).isEqualTo("notes/salt.md[108,111)");
    }

    @Test
    void inATextThatIsNotTheDocumentsAsItIsThePlaceIsACharacterOfThePassage() {
        Passage decoded = new Passage("page.html", 100, 118, "<salt>", PASSAGE.origin());

        assertThat(Span.source(decoded, 1, 5).cited(List.of(decoded))).isEqualTo("page.html[100,118) at character 1");
    }

    @Test
    void whatStandsInNoPassageIsCitedByTheNameOfItsText() {
        assertThat(new Span("prompt", 4, 6, "u1").cited(List.of(PASSAGE))).isEqualTo("prompt at character 4");
        assertThat(Span.response("Salt.", 0, 4).cited(List.of())).isEqualTo("response at character 0");
    }
}
