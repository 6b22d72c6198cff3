package dev.didact.shell.command;

import dev.didact.engine.Problem;
import dev.didact.shell.authoring.Development.Broken;
import dev.didact.shell.authoring.Development.Change;
import dev.didact.shell.authoring.Development.Loaded;
import dev.didact.shell.authoring.Development.News;
import dev.didact.shell.authoring.Development.Unbuilt;
import dev.didact.shell.authoring.Outcome;
import dev.didact.shell.output.DisplayWidth;
import dev.didact.shell.output.Out;
import dev.didact.shell.output.Printable;
import dev.didact.shell.output.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The news of a plugin in development, for people and for programs.
final class DevelopmentText {
    private final Out out;
    private final Style style;

    DevelopmentText(Call call) {
        this.out = call.out();
        this.style = call.out().style();
    }

    void tell(News news) {
        switch (news) {
            case Unbuilt(String missing) -> out.event(json(missing), List.of(Printable.of(missing)));
            case Broken broken -> out.event(json(broken), lines(broken));
            case Loaded loaded -> out.event(json(loaded), lines(loaded));
        }
    }

    private static Map<String, Object> json(String missing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "waiting");
        json.put("message", missing);
        return json;
    }

    private static Map<String, Object> json(Broken broken) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "failed");
        json.put("message", broken.problem().problems().getFirst().toString());
        broken.loaded().ifPresent(plugin -> json.put("sha256", plugin.sha256()));
        return json;
    }

    private List<String> lines(Broken broken) {
        List<String> lines = new ArrayList<>();
        broken.problem().problems().stream()
                .map(Problem::toString)
                .map(text -> style.red("error:") + " " + Printable.of(text))
                .forEach(lines::add);
        broken.loaded()
                .map(plugin -> Printable.of(plugin.id() + " " + plugin.version())
                        + " is loaded, and its example was not tried")
                .ifPresent(lines::add);
        if (broken.told() > 0) {
            lines.add("the verdicts above are of the time before, not of what there is now");
        }
        return lines;
    }

    private static Map<String, Object> json(Loaded loaded) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "loaded");
        json.put("plugin", loaded.plugin().id());
        json.put("version", loaded.plugin().version());
        json.put("sha256", loaded.plugin().sha256());
        json.put("milliseconds", loaded.milliseconds());
        json.put("samples", loaded.outcomes().size());
        json.put("changes", loaded.changes().stream().map(DevelopmentText::json).toList());
        return json;
    }

    private static Map<String, Object> json(Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sample", change.name());
        json.put("before", change.before().map(Outcome::verdict));
        json.put("after", change.after().map(Outcome::verdict));
        change.after().ifPresent(after -> json.put("text", after.text()));
        change.after().flatMap(Outcome::fault).ifPresent(fault -> json.put("fault", fault));
        return json;
    }

    private List<String> lines(Loaded loaded) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Printable.of(
                        loaded.plugin().id() + " " + loaded.plugin().version())) + "   loaded in "
                + loaded.milliseconds() + " ms   " + loaded.outcomes().size() + " samples, "
                + loaded.changes().size() + " changed");
        loaded.changes().forEach(change -> lines.addAll(lines(change)));
        return lines;
    }

    private List<String> lines(Change change) {
        String arrow = style.ascii() ? " -> " : " → ";
        String after = change.after().map(Outcome::verdict).orElse("gone");
        String verdicts = change.before()
                .map(Outcome::verdict)
                .filter(before -> !before.equals(after))
                .map(before -> before + arrow + after)
                .orElse(after);
        String head = "  " + Printable.of(change.name()) + "   " + Printable.of(verdicts) + "   ";
        Optional<Outcome> shown = change.after().or(change::before);
        String text = Printable.of(shown.map(Outcome::text).orElse(""));
        int room = Math.max(20, out.width() - DisplayWidth.of(head) - 2);
        List<String> lines = new ArrayList<>();
        lines.add(head + (text.isEmpty() ? "" : '"' + DisplayWidth.cut(text, room, style.ellipsis()) + '"'));
        change.after().flatMap(Outcome::fault).ifPresent(fault -> lines.add("    " + style.red(Printable.of(fault))));
        return lines;
    }
}
