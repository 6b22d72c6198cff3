package dev.didact.api.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final String TYPE = "org.example.Reader is interface stable";
    private static final String NEXT = "org.example.Reader abstract next(): int stable";
    private static final String PEEK = "org.example.Reader abstract peek(): int stable";
    private static final String EASY = "org.example.Reader default easy(): int stable";
    private static final String TRIED = "org.example.Tried static of(): int preview";
    private static final Baseline RELEASED = new Baseline("0.3.0", true, List.of(TYPE, NEXT, TRIED));

    private static List<String> complaints(List<String> now, String version, String... allowed) {
        return RELEASED.complaints(now, version, List.of(allowed));
    }

    @Test
    void whatIsAsWrittenDownIsFine() {
        assertThat(complaints(List.of(TYPE, NEXT, TRIED), "0.3.0")).isEmpty();
    }

    @Test
    void anAdditionAsksForAMinorVersionAndToBeWrittenDown() {
        List<String> now = List.of(TYPE, NEXT, EASY, TRIED);
        assertThat(complaints(now, "0.3.0")).contains("changed after 0.3.0 was released; raise the minor version");
        assertThat(complaints(now, "0.4.0"))
                .contains("added: " + EASY)
                .noneMatch(complaint -> complaint.startsWith("changed") || complaint.startsWith("breaks"));
    }

    @Test
    void aBreakOfWhatIsStableFailsUnlessItIsAllowed() {
        List<String> now = List.of(TYPE, TRIED);
        assertThat(complaints(now, "0.4.0")).anyMatch(line -> line.startsWith("breaks plugins: " + NEXT + " is gone"));
        assertThat(complaints(now, "0.4.0", NEXT)).noneMatch(complaint -> complaint.startsWith("breaks"));
        assertThat(complaints(now, "1.0.0")).noneMatch(complaint -> complaint.startsWith("breaks"));
    }

    @Test
    void aPreviewMayGoWithAMinorVersion() {
        List<String> now = List.of(TYPE, NEXT);
        assertThat(complaints(now, "0.4.0")).contains("gone:  " + TRIED).noneMatch(line -> line.startsWith("breaks"));
    }

    @Test
    void aMethodThatImplementersMustWriteIsABreakAndOneWithABodyIsNot() {
        assertThat(complaints(List.of(TYPE, NEXT, PEEK, TRIED), "0.4.0"))
                .anyMatch(line -> line.startsWith("breaks plugins: " + PEEK + " is new"));
        String ofNew = "org.example.New abstract first(): int stable";
        assertThat(complaints(List.of(TYPE, NEXT, ofNew, TRIED), "0.4.0")).noneMatch(line -> line.startsWith("breaks"));
    }

    @Test
    void whatIsAllowedToGoAndStayedIsAComplaint() {
        assertThat(complaints(List.of(TYPE, NEXT, TRIED), "0.3.0", NEXT))
                .singleElement()
                .asString()
                .startsWith("allowed to go, and it did not: " + NEXT);
    }

    @Test
    void whatIsNotReleasedChangesOnceItIsWrittenDown() {
        var unreleased = new Baseline("0.3.0", false, List.of(TYPE, TRIED));
        assertThat(unreleased.complaints(List.of(TYPE), "0.3.0", List.of()))
                .contains("gone:  " + TRIED)
                .noneMatch(line -> line.startsWith("changed"));
    }

    @Test
    void aBaselineIsReadAsItWasWritten() {
        assertThat(Baseline.read(RELEASED.text())).isEqualTo(RELEASED);
    }

    @Test
    void aSignatureNamesWhatAPluginCanSeeAndWhatIsSaidOfIt() {
        assertThat(Signatures.of(Shown.class))
                .containsExactly(
                        "dev.didact.api.baseline.Shown abstract some(java.util.List<T>): java.util.Optional<T>"
                                + " throws java.lang.Exception stable",
                        "dev.didact.api.baseline.Shown is interface<T extends java.lang.Record> stable",
                        "dev.didact.api.baseline.Shown static tried(): int preview");
    }
}
