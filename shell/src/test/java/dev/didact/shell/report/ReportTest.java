package dev.didact.shell.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.data.Sample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Alarm;
import dev.didact.engine.Comparison;
import dev.didact.engine.Comparison.Difference;
import dev.didact.engine.Comparison.Setting;
import dev.didact.engine.Money;
import dev.didact.engine.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String SPACE = "\u00a0";

    @Test
    void aPriceThatIsUnknownIsNotNothing() {
        assertThat(Figures.dollars(Optional.empty())).isEqualTo("unknown");
        assertThat(Figures.dollars(Optional.of(Money.NOTHING))).isEqualTo("$0.00");
    }

    @Test
    void theFirstLineSaysWhatHappened() throws IOException {
        assertThat(text(html(FakeRun.fourArms())))
                .contains("The held-out score of verified rose from 6.4% to 98.8% in 8 rounds.")
                .contains(
                        "For comparison, the other arms ended: vote at 85.6%, none at 8.8% and more-training at 10.8%.")
                .contains("6.4% accepted of 250 held-out items, 95% interval 4.0 to 10.1%")
                .contains("rule: 'brief' holds samples against their sources by code; no model verifies")
                .contains("best 99.6% in round 7");
    }

    @Test
    void overlappingIntervalsAreNoChange() throws IOException {
        assertThat(text(html(List.of(FakeRun.arm(1, "none", 0.064, 0.088)))))
                .contains("The two 95% intervals overlap: no change is shown.")
                .doesNotContain("rose");
    }

    @Test
    void aFallIsCalledAFall() throws IOException {
        assertThat(text(html(List.of(FakeRun.arm(1, "none", 0.9, 0.4)))))
                .contains("The held-out score of none fell from 90.0% to 40.0% in 1 round.");
    }

    @Test
    void aRunThatHearsOnlyItselfIsToldSo() throws IOException {
        assertThat(text(html(List.of(FakeRun.arm(1, "vote", 0.1, 0.9).withoutSignals()))))
                .contains("From outside the model nothing. The model hears only itself");
    }

    @Test
    void aRunThatGoesOnIsToldSo() throws IOException {
        assertThat(text(html(List.of(FakeRun.arm(1, "verified", 0.1, 0.9).running()))))
                .contains("So far: the held-out score of verified rose")
                .contains("it goes on");
    }

    @Test
    void aRunWithoutAMeasureHasNoCurveAndSaysSo() throws IOException {
        String html = html(List.of(FakeRun.arm(1, "pass", 0.1).withRounds(List.of())));
        assertThat(text(html)).contains("Nothing was measured on a held-out set.");
        assertThat(html).doesNotContain("<svg");
    }

    @Test
    void nothingIsLoadedAndNothingRuns() throws IOException {
        String html = html(FakeRun.fourArms());
        assertThat(html).doesNotContainIgnoringCase("<script").doesNotContain("<link", "<iframe", "@import", "url(");
        assertThat(tags(html)).isNotEmpty().noneMatch(tag -> tag.matches("(?is).*\\s(src|href|on\\w+)\\s*=.*"));
        assertThat(tags(html)).noneMatch(tag -> tag.contains("http:") || tag.contains("https:"));
    }

    @Test
    void whatAModelWroteStaysText() throws IOException {
        String html = html(FakeRun.fourArms());
        assertThat(html)
                .contains("&lt;script&gt;", "alert('1')")
                .contains("&lt;/dd>&lt;/dl>&lt;h1>b3".replace(">", "&gt;"))
                .contains("\\u202egnp.exe\\u0007")
                .doesNotContain("\u202e", "\u0007", "<img");
    }

    @Test
    void everyTextOfARunIsEscaped() throws IOException {
        String hostile = "<b onclick=x>&\u2066'\"";
        String html = html(List.of(FakeRun.arm(1, hostile, 0.1, 0.9)
                .alarming(1, new Alarm(hostile, 1, hostile))
                .withSamples(FakeRun.sample(
                        1, 1, Sample.of(hostile, hostile), Grade.none(), new Verdict.Rejected(hostile)))));
        assertThat(html).contains("&lt;b onclick=x&gt;&amp;\\u2066").doesNotContain("<b ", "\u2066");
    }

    @Test
    void eachArmHasItsCurveItsBandAndItsName() throws IOException {
        String html = html(FakeRun.fourArms());
        for (String paint : List.of("p0", "p1", "p2", "p3")) {
            assertThat(html).contains("class=\"band " + paint + "\"").contains("class=\"arm " + paint);
        }
        assertThat(html)
                .contains("<tspan class=\"score\">98.8" + SPACE + "%</tspan> verified")
                .contains("<tspan class=\"score\">10.8" + SPACE + "%</tspan> more-training")
                .contains("more-training, round 3: 9.2" + SPACE + "% (6.2 to 13.4" + SPACE + "%)");
    }

    @Test
    void aPictureIsNamedForThoseWhoCannotSeeIt() throws IOException {
        assertThat(html(FakeRun.fourArms()))
                .contains("role=\"img\" aria-labelledby=\"title-wide text-wide\"")
                .contains("<title id=\"title-wide\">Held-out score of each arm by round (share accepted)</title>")
                .contains("verified: from 6.4" + SPACE + "% at the base to 98.8" + SPACE + "% at round 8.");
    }

    @Test
    void aRoundThatWasRolledBackIsMarked() throws IOException {
        String html =
                html(List.of(FakeRun.arm(1, "verified", 0.1, 0.5, 0.3, 0.6).rolledBack(2)));
        assertThat(html).contains("class=\"dot back\"").contains("rolled back</span>");
    }

    @Test
    void anAlarmIsToldOnceForAllItsArmsAndRounds() throws IOException {
        assertThat(text(html(FakeRun.fourArms()))).containsOnlyOnce("Raised by vote in rounds 5 to 8 (last 0.140).");
    }

    @Test
    void aRejectionIsShownDownToTheClaim() throws IOException {
        String html = html(FakeRun.fourArms());
        assertThat(html).contains("<mark class=\"bad\" title=\"contradicted\">3e</mark>");
        assertThat(text(html))
                .contains("rejected by grounding")
                .contains("contradicted “3e” source: e has 6, b has 3 (source “e6”, prompt at character 8)");
    }

    @Test
    void aGraderThatFailedIsNoScore() throws IOException {
        assertThat(text(html(FakeRun.fourArms())))
                .contains("quarantined: ungraded:grounding")
                .contains("grounding not graded, no-source: the prompt holds no facts");
    }

    @Test
    void everySampleHasItsLicenceAndItsWriter() throws IOException {
        assertThat(text(html(FakeRun.fourArms())))
                .contains("Licence CC0-1.0, because source briefs is CC0-1.0")
                .contains("briefs: b3o4u1a7e6, bytes 0 to 10, as item; CC0-1.0 (made by the source 'rank'")
                .contains("student (dev.didact.student.student, didact-student), local, checkpoint 3fa93fa93fa93fa9…");
    }

    @Test
    void armsAreComparedWithAnInterval() throws IOException {
        var comparison = new Comparison(
                FakeRun.fourArms().stream().map(RunView::summary).toList(),
                List.of(new Setting("generate.0.per-item", List.of("1", "6", "1", "-"))),
                List.of(),
                List.of(
                        new Difference(
                                "held-out", 1, 2, 0.988, 0.856, -0.132, -0.176, -0.092, 250, 0, List.of(), List.of()),
                        new Difference(
                                "held-out", 3, 4, 0.088, 0.108, 0.02, -0.012, 0.052, 250, 0, List.of(), List.of())));
        assertThat(text(html(FakeRun.fourArms(), Optional.of(comparison))))
                .contains("vote against verified held-out 85.6% against 98.8% −13.2 −17.6 to −9.2 lower 250")
                .contains(
                        "more-training against none held-out 10.8% against 8.8% +2.0 −1.2 to +5.2 not shown to differ")
                .contains("generate.0.per-item 1 6 1 -");
    }

    @Test
    void whatDiffersBetweenArmsIsNamedAndWhatIsAlikeIsToldOnce() throws IOException {
        String text = text(html(FakeRun.fourArms()));
        assertThat(text).containsOnlyOnce("25.0.3 Temurin").containsOnlyOnce("plugin dev.didact.student");
        assertThat(text).contains("Recipe as it was resolved (vote)");
    }

    @Test
    void theEmbeddedStudentIsCalledATestBench() throws IOException {
        assertThat(text(html(FakeRun.fourArms())))
                .contains("108,000 parameters")
                .contains("a test bench");
    }

    @Test
    void alikeArmsAreToldApartByTheirRuns() throws IOException {
        assertThat(text(html(List.of(FakeRun.arm(1, "verified", 0.1, 0.9), FakeRun.arm(7, "verified", 0.2, 0.9)))))
                .contains("verified (run 1)", "verified (run 7)");
    }

    @Test
    void theSameRunsGiveTheSameBytesInEveryLanguage(@TempDir Path folder) throws IOException {
        Report.write(FakeRun.fourArms(), Optional.empty(), folder.resolve("a.html"));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Report.write(FakeRun.fourArms(), Optional.empty(), folder.resolve("b.html"));
        } finally {
            Locale.setDefault(before);
        }
        assertThat(folder.resolve("b.html")).hasSameBinaryContentAs(folder.resolve("a.html"));
        assertThat(Files.readString(folder.resolve("a.html"))).startsWith("<!doctype html>");
    }

    @Test
    void aReportOfNothingIsRefused() {
        assertThatThrownBy(() -> html(List.of())).hasMessage("a report needs at least one run");
    }

    private static String html(List<? extends RunView> runs) throws IOException {
        return html(runs, Optional.empty());
    }

    private static String html(List<? extends RunView> runs, Optional<Comparison> comparison) throws IOException {
        var out = new StringBuilder();
        Report.write(List.copyOf(runs), comparison, out);
        return out.toString();
    }

    /// The page as it is read: no tags, one space between words.
    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]*>", " ")
                .replace(SPACE + "%", "%")
                .replace("&nbsp;%", "%")
                .replaceAll("[\\s\u00a0]+", " ")
                .replaceAll(" ([.,:)”])", "$1")
                .replaceAll("([“(]) ", "$1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static List<String> tags(String html) {
        return Pattern.compile("<[a-zA-Z!][^>]*>")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
