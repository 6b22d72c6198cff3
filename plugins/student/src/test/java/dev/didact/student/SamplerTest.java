package dev.didact.student;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final Architecture SMALL = new Architecture(2, 16, 2, 32, Symbols.COUNT);

    private final Parameters parameters = sharpened();
    private final Sampler sampler = new Sampler(parameters);

    @Test
    void aBatchAnswersAsItsMembersAloneInAnyOrder() {
        List<Sampler.Call> calls = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 150; i++) {
            byte[] prompt = new byte[1 + random.nextInt(9)];
            for (int j = 0; j < prompt.length; j++) {
                prompt[j] = (byte) (1 + random.nextInt(Symbols.COUNT - 1));
            }
            calls.add(new Sampler.Call(prompt, i % 3 * 0.6, random.nextInt(14), random.nextLong()));
        }

        List<String> together = shown(sampler.answer(calls));

        List<String> alone = new ArrayList<>();
        for (Sampler.Call call : calls) {
            alone.addAll(shown(sampler.answer(List.of(call))));
        }
        assertThat(together).isEqualTo(alone);
        assertThat(new HashSet<>(together)).hasSizeGreaterThan(75);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(2));
        List<String> shuffled =
                shown(sampler.answer(order.stream().map(calls::get).toList()));
        assertThat(shuffled).isEqualTo(order.stream().map(together::get).toList());
    }

    @Test
    void greedyWritingFollowsTheScoresOfTheFormulas() {
        ReferenceTransformer reference = new ReferenceTransformer(parameters);
        byte[] text = {5, 29, 7};
        Sampler.Answer answer =
                sampler.answer(List.of(new Sampler.Call(text, 0, 12, 1))).getFirst();
        for (byte symbol : answer.symbols()) {
            assertThat(likeliest(reference.scores(text)[text.length - 1])).isEqualTo(symbol);
            text = Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = symbol;
        }
        assertThat(answer.ended() || answer.symbols().length == 12).isTrue();
    }

    @Test
    void symbolsAreDrawnAsOftenAsTheirProbabilitySays() {
        byte[] prompt = {1, 30};
        double[] scores = new ReferenceTransformer(parameters).scores(prompt)[1];
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score / 2);
        }
        int draws = 20_000;
        int[] drawn = new int[Symbols.COUNT];
        List<Sampler.Call> calls = new ArrayList<>();
        for (int i = 0; i < draws; i++) {
            calls.add(new Sampler.Call(prompt, 2, 1, i));
        }
        for (Sampler.Answer answer : sampler.answer(calls)) {
            drawn[answer.ended() ? Symbols.EDGE : answer.symbols()[0]]++;
        }
        for (int symbol = 0; symbol < Symbols.COUNT; symbol++) {
            double expected = draws * Math.exp(scores[symbol] / 2) / sum;
            assertThat((double) drawn[symbol])
                    .isBetween(expected - 5 * Math.sqrt(expected) - 5, expected + 5 * Math.sqrt(expected) + 5);
        }
    }

    private static Parameters sharpened() {
        Parameters parameters = Parameters.random(SMALL, 11);
        for (float[] row : parameters.head) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= 4;
            }
        }
        return parameters;
    }

    private static int likeliest(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static List<String> shown(List<Sampler.Answer> answers) {
        return answers.stream()
                .map(answer -> Arrays.toString(answer.symbols()) + (answer.ended() ? "." : ""))
                .toList();
    }
}
