package dev.didact.engine.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginPage;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class MarkdownPageTest {
    private static final String CONFIG = """
            {"type": "object", "required": ["words", "tone", "where", "layout"], "properties": {
              "words": {"type": "integer", "minimum": 50, "maximum": 4000, "description": "target `a|b` length"},
              "tone": {"type": "string", "enum": ["plain", "formal"]},
              "where": {"type": "string", "format": "path", "examples": ["essay.md"]},
              "layout": {"type": "object", "required": ["columns"], "properties": {
                "columns": {"type": "integer"}, "wide": {"type": "boolean"}}},
              "tags": {"type": "array", "items": {"type": "string"}, "default": ["a"], "minItems": 1}}}
            """;

    private static ContributionCard card(Kind kind, String description) {
        ObjectNode config = (ObjectNode) JsonMapper.shared().readTree(CONFIG);
        return new ContributionCard(
                kind, "essay", "Essay", description, "stable", "org.example.essays", "1.2.0", "abc", config);
    }

    private static String page(ContributionCard card, Capabilities capabilities) {
        return PluginPage.markdown(new PluginCard(
                "org.example.essays",
                "1.2.0",
                "Essays",
                PluginCard.State.RESOLVED,
                "",
                "Apache-2.0",
                "",
                "abc",
                capabilities,
                List.of(card)));
    }

    @Test
    void aPageIsThePluginItsContributionsAndWhatItsCodeMayDo() {
        var capabilities =
                new Capabilities(true, List.of("api.example.com:443"), List.of(), List.of(), "looks up citations");

        assertThat(page(card(Kind.GENERATOR, "Writes essays."), capabilities)).isEqualTo("""
                        <!-- Written from the plugin's manifest by `plugins org.example.essays --to FILE.md`. -->

                        # Essays

                        `org.example.essays` 1.2.0, licence Apache-2.0.

                        ## generator `essay`: Essay

                        Writes essays. Stability: stable.

                        ```yaml
                        generate:
                          - use: essay
                            model: writer
                            with: { words: 50, tone: plain, where: essay.md, layout: { columns: 1 } }
                        ```

                        | Setting | Type | If left out | Means |
                        |---|---|---|---|
                        | `words` | integer; 50 to 4000 | required | target `a\\|b` length |
                        | `tone` | plain\\|formal | required |  |
                        | `where` | path | required |  |
                        | `layout.columns` | integer | required |  |
                        | `layout.wide` | boolean |  |  |
                        | `tags` | list of string; at least 1 entry | `[a]` |  |

                        ## What it may do

                        Its code runs with your rights. It declares: network api.example.com:443, because: looks up citations.
                        """);
    }

    @Test
    void whatAnAuthorWritesMakesNoMarkupAndNoLineOfItsOwn() {
        String page = page(card(Kind.RUBRIC, "<img src=x> [a](b)\n\n# Free\u001b[31m\u202e"), Capabilities.NONE);

        assertThat(page).contains("\\<img src=x\\> \\[a\\](b) \\# Free \\[31m Stability: stable.");
        assertThat(page).doesNotContain("\n# Free", "\u001b", "\u202e").contains("has no code");
    }

    @Test
    void eachKindIsUsedWhereARecipeHasIt() {
        String with = "with: { words: 50, tone: plain, where: essay.md, layout: { columns: 1 } }";

        assertThat(Snippet.of(card(Kind.SOURCE, "")))
                .startsWith("sources:\n  - id: essay\n    use: essay\n    " + with);
        assertThat(Snippet.of(card(Kind.RUBRIC, ""))).startsWith("grade:\n  - { use: essay, " + with);
        assertThat(Snippet.of(card(Kind.MODEL, ""))).startsWith("models:\n  writer:\n    use: essay\n    " + with);
        assertThat(Snippet.of(card(Kind.LEARNER, ""))).startsWith("learn:\n  use: essay\n  updates: writer\n  " + with);
        assertThat(Snippet.of(card(Kind.EXPORTER, "")))
                .isEqualTo("didact export 1 --to data --format essay --with words=50 --with tone=plain"
                        + " --with where=essay.md --with 'layout={ columns: 1 }'\n");
    }
}
