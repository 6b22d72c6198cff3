package dev.didact.sources.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>One</p><p>Two</p>|One~~Two",
                "<p>One<div>Two<span> three</span></div>four|One~~Two three~~four",
                "<h2>A <i>b</i></h2>text|## A b~~text",
                "<ul><li>one<li><p>two</p><li></ul>|- one~~- two",
                "one<br>two|one~two",
                "<pre>  a~    b</pre>|a~    b",
                "  a ~ <b> b</b>c |a bc",
                "<p>a<script>x()</script><style>p{}</style><nav>Home</nav><p hidden>no</p>b|a~~b",
                "caf&eacute; &lt;b&gt; &amp;|café <b> &",
                "<p>not closed <b>at all|not closed at all",
            })
    void aPageReadsAsInABrowser(String html, String text) {
        assertThat(Page.read(html.replace('~', '\n')).text()).isEqualTo(text.replace('~', '\n'));
    }

    @Test
    void theCellsOfARowStandApart() {
        assertThat(Page.read("<table><tr><th>Sea<th>Salt<tr><td>North<td>3.4 %</table>")
                        .text())
                .isEqualTo("Sea | Salt\n\nNorth | 3.4 %");
    }

    @Test
    void whatIsNestedDeeplyIsReadToo() {
        assertThat(Page.read("<div>".repeat(20_000) + "deep").text()).isEqualTo("deep");
    }

    @Test
    void aPageWithoutTextIsEmpty() {
        assertThat(Page.read("<title>T</title><img src=x>")).isEqualTo(new Page.Content("", "T"));
    }
}
