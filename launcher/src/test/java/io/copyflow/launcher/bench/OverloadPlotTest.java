package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.launcher.cluster.Resident;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class OverloadPlotTest {

    private static final long MEBI = 1 << 20;

    @Test
    void memoryIsDrawnBelowItsBudgetAndTheAnswersBelowIt() throws Exception {
        Document svg = parsed(samples(60, new Resident.Now(668 * MEBI, 100 * MEBI)));

        assertThat(text(svg)).contains("A < B", "budget 1,536 MiB", "warm-up", "10 × capacity", "0:30");
        double budget =
                Double.parseDouble(element(svg, "line", "line dashed budget").getAttribute("y1"));
        assertThat(top(element(svg, "path", "files"))).isGreaterThan(budget);
        assertThat(top(element(svg, "path", "own"))).isGreaterThan(top(element(svg, "path", "files")));
        assertThat(element(svg, "polyline", "line accepted")
                        .getAttribute("points")
                        .split(" "))
                .hasSize(60);
        assertThat(element(svg, "polyline", "line heap").getAttribute("points").split(" "))
                .hasSize(12);
    }

    @Test
    void moreThanTheBudgetIsDrawnAboveIt() throws Exception {
        Document svg = parsed(samples(60, new Resident.Now(2_000 * MEBI, 0)));

        double budget =
                Double.parseDouble(element(svg, "line", "line dashed budget").getAttribute("y1"));
        assertThat(top(element(svg, "path", "own"))).isLessThan(budget);
    }

    @Test
    void whereMemoryCannotBeToldTheAnswersAreDrawn() throws Exception {
        Document svg = parsed(samples(1_000, null));

        assertThat(svg.getElementsByTagName("path").getLength()).isZero();
        assertThat(element(svg, "polyline", "line refused").getAttribute("points"))
                .isNotEmpty();
    }

    @Test
    void theHeapIsReadFromTheMetrics() {
        assertThat(OverloadBench.heapOf("""
                        # TYPE jvm_memory_used_bytes gauge
                        jvm_memory_used_bytes{area="heap",id="PS Eden Space"} 1.5E7
                        jvm_memory_used_bytes{area="heap",id="PS Old Gen"} 3000000.0
                        jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E7
                        """)).isEqualTo(18_000_000);
        assertThat(OverloadBench.heapOf("")).isZero();
    }

    private static List<Course.Sample> samples(int seconds, Resident.@Nullable Now resident) {
        List<Course.Sample> samples = new ArrayList<>();
        IntStream.rangeClosed(1, seconds)
                .forEach(second -> samples.add(new Course.Sample(
                        second,
                        second < 20 ? "warm-up" : "10 × capacity",
                        resident,
                        second % 5 == 0 ? 300 * MEBI : 0,
                        1,
                        new Tally.Counts(1_000, 100, 0, 900, 0, 0))));
        return samples;
    }

    private static Document parsed(List<Course.Sample> samples) throws Exception {
        String svg = new OverloadPlot("A < B", samples, 1_536 * MEBI, 100).svg();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static Element element(Document svg, String name, String style) {
        return IntStream.range(0, svg.getElementsByTagName(name).getLength())
                .mapToObj(n -> (Element) svg.getElementsByTagName(name).item(n))
                .filter(element -> element.getAttribute("class").equals(style))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " of class " + style));
    }

    private static String text(Document svg) {
        return svg.getDocumentElement().getTextContent();
    }

    /** The highest place of a path, in pixels from above. */
    private static double top(Element path) {
        return java.util.regex.Pattern.compile("[ML][\\d.]+ ([\\d.]+)")
                .matcher(path.getAttribute("d"))
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .min()
                .orElseThrow();
    }
}
