import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** A node of OpenSearch with the plugins that lie on the class path. */
public final class OneNode extends Node {
    private OneNode(Environment environment) {
        super(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class), false);
    }

    /** Runs a node with the settings given as key=value, until its standard input ends. */
    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            settings.build(), Map.of(), Path.of(settings.get("path.home"), "config"), () -> "node");
        LogConfigurator.configureWithoutConfig(environment.settings());
        try (OneNode node = new OneNode(environment)) {
            node.start();
            awaitEndOfInput();
        }
        System.exit(0);
    }

    /** Who started the node keeps its input open, and is gone when it ends: by kill -9, too. */
    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
        }
    }
}
