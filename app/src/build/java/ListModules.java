import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.modulith.core.util.ApplicationModulesExporter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists the modules of the application in a file, as Modulith does, but each in the same order always, so that the same
 * sources make the same jar. The modules themselves stay in the order of their dependencies.
 */
class ListModules {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static void main(String[] arguments) throws Exception {
        var file = Path.of(arguments[1]);
        ApplicationModulesExporter.main(arguments);
        var modules = (ObjectNode) JSON.readTree(Files.readString(file));
        modules.properties().forEach(module -> module.setValue(sorted(module.getValue())));
        Files.writeString(file, JSON.writeValueAsString(modules));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var sorted = JSON.createObjectNode();
            node.propertyNames().stream().sorted().forEach(name -> sorted.set(name, sorted(node.get(name))));
            return sorted;
        }
        if (node.isArray()) {
            var sorted = JSON.createArrayNode();
            node.valueStream().map(ListModules::sorted).sorted(ListModules::compare).forEach(sorted::add);
            return sorted;
        }
        return node;
    }

    private static int compare(JsonNode one, JsonNode other) {
        return one.toString().compareTo(other.toString());
    }
}
