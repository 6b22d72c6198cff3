package dev.didact.shell.command;

import dev.didact.api.model.Message;
import dev.didact.api.model.Reply;
import dev.didact.engine.Checked;
import dev.didact.engine.Money;
import dev.didact.engine.Preview;
import dev.didact.engine.RecipeText;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Out;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `preview [RECIPE] [-n 5]`: a few items through every step. Its calls are kept for the run.
final class PreviewCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Recipes.taking(CommandSpec.of(
                        "preview",
                        "take a few items through every step",
                        "preview examples/first-run/recipe.yaml -n 1",
                        Needs.PLUGINS))
                .option(OptionSpec.valued(
                                "--items", new ValueType.WholeNumber("N", 1, 1000), "how many items, 5 if not given")
                        .withLetter("-n"));
    }

    @Override
    public void run(Call call) {
        RecipeText recipe = Recipes.of(call);
        int items = call.line().number("--items").map(Long::intValue).orElse(5);
        try {
            Workspace workspace = call.session().workspace(call.settings());
            Preview preview = workspace.preview(recipe, items);
            Checked checked = workspace.check(recipe, preview.items());
            if (call.out().format().machine()) {
                call.out().document(json(preview, checked), List.of());
            } else {
                call.out().lines(lines(call.out(), preview, checked));
            }
        } catch (InterruptedException interrupt) {
            throw ShellError.of(ErrorCode.INTERRUPTED, "the preview was interrupted; its calls are kept for the run");
        }
    }

    /// What the whole run is expected to take, as `check` writes it, and what came of each item.
    private static Map<String, Object> json(Preview preview, Checked checked) {
        Map<String, Object> json = CheckCommand.json(checked);
        json.put("items", preview.items().stream().map(PreviewCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(Preview.Previewed item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", item.item());
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("calls", item.spending().calls());
        cost.put("tokens", EventJson.tokens(item.spending()));
        cost.put("money", EventJson.usd(item.spending().cost()));
        json.put("cost", cost);
        json.put(
                "exchanges", item.exchanges().stream().map(PreviewCommand::json).toList());
        json.put("samples", item.samples().stream().map(Samples::json).toList());
        return json;
    }

    private static Map<String, Object> json(Preview.Exchange exchange) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", exchange.model());
        json.put("prompt", exchange.request().messages());
        switch (exchange.reply()) {
            case Reply.Answered answered -> {
                json.put("reply", answered.text());
                json.put("tokens", EventJson.tokens(answered.usage()));
            }
            case Reply.Failed failed -> json.put("fault", failed.fault().toString());
        }
        return json;
    }

    private static List<String> lines(Out out, Preview preview, Checked checked) {
        EventText text = new EventText(out);
        List<String> lines = new ArrayList<>();
        for (Preview.Previewed item : preview.items()) {
            lines.add(out.style().bold("item " + Printable.of(item.item())));
            for (Preview.Exchange exchange : item.exchanges()) {
                for (Message message : exchange.request().messages()) {
                    lines.add("  " + message.role() + "  " + Printable.of(message.content()));
                }
                lines.add("  " + Printable.of(exchange.model()) + "  "
                        + switch (exchange.reply()) {
                            case Reply.Answered answered -> Printable.of(answered.text());
                            case Reply.Failed failed ->
                                out.style().red(Printable.of(failed.fault().toString()));
                        });
            }
            item.samples().forEach(sample -> lines.add(text.decided(sample)));
            item.spending()
                    .cost()
                    .filter(cost -> !cost.equals(Money.NOTHING))
                    .ifPresent(cost -> lines.add("  cost " + cost.words()));
        }
        if (!checked.estimate().basis().isEmpty()) {
            lines.add(CheckCommand.expected(checked, out.style()));
        }
        return lines;
    }
}
