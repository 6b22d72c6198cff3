package dev.didact.engine.internal.page;

import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.engine.SettingCard;
import java.util.List;

/// The page of a plugin in Markdown. Texts of its author are data: they make no markup and no line of their own.
public final class MarkdownPage {
    private final PluginCard plugin;
    private final StringBuilder page = new StringBuilder();

    /// @param plugin what the page is about
    public MarkdownPage(PluginCard plugin) {
        this.plugin = plugin;
    }

    /// The page.
    public String text() {
        page.setLength(0);
        line("<!-- Written from the plugin's manifest by `plugins " + plain(plugin.id()) + " --to FILE.md`. -->");
        line("# " + plain(plugin.title()));
        line("`" + code(plugin.id()) + "` " + plain(plugin.version()) + ", licence "
                + (plugin.licence().isEmpty() ? "not stated" : plain(plugin.licence()))
                + (plugin.support().isEmpty() ? "" : ", questions to " + plain(plugin.support())) + ".");
        plugin.contributions().forEach(this::contribution);
        capabilities(plugin.capabilities());
        return page.toString();
    }

    private void contribution(ContributionCard card) {
        line("## " + card.kind().word() + " `" + code(card.id()) + "`: " + plain(card.title()));
        String about = card.description().isEmpty() ? "" : plain(card.description()) + " ";
        line(about + "Stability: " + plain(card.stability()) + ".");
        line("```" + Snippet.language(card) + "\n" + Snippet.of(card) + "```");
        List<SettingCard> settings = card.settings();
        if (settings.isEmpty()) {
            line("It has no settings.");
            return;
        }
        var table = new StringBuilder("| Setting | Type | If left out | Means |\n|---|---|---|---|");
        for (SettingCard setting : settings) {
            String bounds = setting.bounds().isEmpty() ? "" : "; " + plain(setting.bounds());
            String preset = setting.required()
                    ? "required"
                    : setting.preset()
                            .map(value -> "`" + code(value).replace("|", "\\|") + "`")
                            .orElse("");
            table.append("\n| `").append(code(setting.path())).append("` | ");
            table.append(plain(setting.type())).append(bounds).append(" | ");
            table.append(preset).append(" | ").append(plain(setting.doc())).append(" |");
        }
        line(table.toString());
    }

    private void capabilities(Capabilities capabilities) {
        line("## What it may do");
        if (!capabilities.code()) {
            line("It is data and has no code.");
            return;
        }
        var declared = new StringBuilder("Its code runs with your rights. It declares: ");
        declared.append(capabilities.wants().isEmpty() ? "nothing" : plain(String.join("; ", capabilities.wants())));
        if (!capabilities.reason().isEmpty()) {
            declared.append(", because: ").append(plain(capabilities.reason()));
        }
        line(declared.append('.').toString());
    }

    private void line(String text) {
        page.append(page.isEmpty() ? "" : "\n").append(text).append('\n');
    }

    /// A text that Markdown shows as it stands, but for code, which stays between its backticks.
    private static String plain(String text) {
        String[] parts = oneLine(text).split("`", -1);
        boolean paired = parts.length % 2 == 1;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].replaceAll(paired && i % 2 == 1 ? "([|])" : "([\\\\\\[\\]<>*_#|])", "\\\\$1");
        }
        return String.join(paired ? "`" : "'", parts);
    }

    /// A text between backticks.
    private static String code(String text) {
        return oneLine(text).replace('`', '\'');
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    }
}
