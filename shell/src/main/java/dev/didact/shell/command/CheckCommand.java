package dev.didact.shell.command;

import dev.didact.engine.Checked;
import dev.didact.engine.Estimate;
import dev.didact.engine.Money;
import dev.didact.engine.RecipeText;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Needs;
import dev.didact.shell.output.Printable;
import dev.didact.shell.output.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// `check [RECIPE]`: what a recipe will do, before anything is paid for.
final class CheckCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Recipes.running(Recipes.taking(CommandSpec.of(
                "check", "say what a recipe will do and cost", "check examples/first-run/recipe.yaml", Needs.PLUGINS)));
    }

    @Override
    public void run(Call call) {
        RecipeText recipe = Recipes.of(call);
        Workspace workspace = call.session().workspace(call.settings());
        Checked checked = Problems.waiting(() -> workspace.check(recipe));
        call.out().document(json(checked), lines(checked, call.out().style()));
    }

    private static List<String> lines(Checked checked, Style style) {
        List<String> lines = new ArrayList<>();
        String ok = style.green("ok") + "    ";
        lines.add(ok
                + Printable.of(checked.recipe())
                + (checked.arm().isEmpty() ? "" : ", arm " + Printable.of(checked.arm())));
        lines.add(expected(checked, style));
        String basis = checked.estimate().basis();
        if (!basis.isEmpty()) {
            lines.add(ok + "calls are the most there can be; tokens, money and time are an estimate by " + basis);
        }
        lines.add(ok + "licence of the output: " + Printable.of(checked.licence()));
        if (checked.signals().isEmpty()) {
            lines.add(style.yellow("warn") + "  no signal from outside the model");
        }
        checked.signals().forEach(signal -> lines.add(ok + "signal from outside the model: " + Printable.of(signal)));
        checked.isolated().forEach(one -> lines.add(ok + "in a process of its own: " + Printable.of(one)));
        checked.warnings().forEach(warning -> lines.add(style.yellow("warn") + "  " + Printable.of(warning)));
        return lines;
    }

    /// What is expected, for people.
    static String expected(Checked checked, Style style) {
        Estimate estimate = checked.estimate();
        String money = estimate.cost().map(Money::words).orElse("price unknown");
        String time = estimate.seconds().isPresent() ? time(estimate.seconds().getAsDouble() / 60) : "time unknown";
        return style.green("ok") + "    " + amount(checked.items(), "items a round") + ", at most "
                + amount(checked.samples(), "samples") + ", " + amount(checked.calls(), "calls") + ", "
                + amount(estimate.tokens(), "tokens") + ", " + money + ", " + time;
    }

    /// What is expected, under the keys that scripts rely on; what nobody knows is null.
    static Map<String, Object> json(Checked checked) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recipe", checked.recipe());
        json.put("arm", checked.arm());
        json.put("items", checked.items());
        json.put("samples", checked.samples());
        json.put("calls", checked.calls());
        Estimate estimate = checked.estimate();
        json.put("tokens", estimate.tokens());
        json.put("money", EventJson.usd(estimate.cost()));
        json.put("minutes", minutes(estimate));
        json.put("basis", estimate.basis());
        json.put("licence", checked.licence());
        json.put("signals", checked.signals());
        json.put("isolated", checked.isolated());
        json.put("warnings", checked.warnings());
        return json;
    }

    private static OptionalDouble minutes(Estimate estimate) {
        return estimate.seconds().isPresent()
                ? OptionalDouble.of(estimate.seconds().getAsDouble() / 60)
                : OptionalDouble.empty();
    }

    private static String time(double minutes) {
        return minutes < 1 ? "less than a minute" : String.format(Locale.ROOT, "about %.0f min", Math.ceil(minutes));
    }

    private static String amount(OptionalLong count, String what) {
        return (count.isPresent() ? String.format(Locale.ROOT, "%,d", count.getAsLong()) : "an unknown number of") + " "
                + what;
    }
}
