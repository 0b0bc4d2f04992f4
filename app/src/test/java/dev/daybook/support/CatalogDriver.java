package dev.daybook.support;

import static dev.daybook.support.Answers.userErrors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Changes the catalog as staff, over HTTP. */
public record CatalogDriver(Shop shop) {
    private static final String PRODUCT = "product { id name slug sku status version price { amount } }";

    public static Map<String, String> euros(String amount) {
        return Map.of("amount", amount, "currencyCode", "EUR");
    }

    /** The global id of a new category. */
    public String newCategory(@Nullable String parent) {
        return newCategory(shop.unique("Shelf"), parent);
    }

    public String newCategory(String name, @Nullable String parent) {
        var input = new HashMap<String, Object>(Map.of("name", name));
        if (parent != null) {
            input.put("parentId", parent);
        }
        return mutate("createCategory", input, "category { id }")
                .path("createCategory.category.id")
                .entity(String.class)
                .get();
    }

    /** Asks for a product at 12.50 EUR with a name and a SKU of its own, or what else is said. */
    public Response create(Map<String, ?> input) {
        return mutate("createProduct", product(input), PRODUCT);
    }

    public Map<String, Object> product(Map<String, ?> input) {
        var name = shop.unique("notebook");
        var whole = new HashMap<String, Object>(Map.of("name", name, "sku", name, "price", euros("12.50")));
        whole.putAll(input);
        return whole;
    }

    /** The global id of a new product. */
    public String newProduct(Map<String, ?> input) {
        return create(input)
                .path("createProduct.product.id")
                .entity(String.class)
                .get();
    }

    public Response update(String product, Map<String, ?> input) {
        return mutate("updateProduct", with("productId", product, input), PRODUCT);
    }

    public Response reprice(String product, String amount, String reason) {
        return mutate(
                "changeProductPrice", Map.of("productId", product, "price", euros(amount), "reason", reason), PRODUCT);
    }

    /** Activates, deactivates or archives. */
    public Response act(String mutation, String product, Map<String, ?> input) {
        return mutate(mutation, with("productId", product, input), PRODUCT);
    }

    public Response adjust(String product, int delta, String reason) {
        return mutate(
                "adjustStock",
                Map.of(
                        "productId", product,
                        "delta", delta,
                        "reason", reason,
                        "idempotencyKey", UUID.randomUUID().toString()),
                "product { id stock { available } }");
    }

    /** Updates, moves or deletes. */
    public Response change(String mutation, String category, Map<String, ?> input) {
        var selection = mutation.equals("deleteCategory")
                ? "deletedCategoryId"
                : "category { id name slug description version parent { id } }";
        return mutate(mutation, with("categoryId", category, input), selection);
    }

    /** The errors of a change of a category. */
    public List<String> errorsOf(String mutation, String category, Map<String, ?> input) {
        return userErrors(change(mutation, category, input), mutation);
    }

    private static Map<String, Object> with(String key, String id, Map<String, ?> input) {
        var whole = new HashMap<String, Object>(input);
        whole.put(key, id);
        return whole;
    }

    private Response mutate(String mutation, Map<String, ?> input, String selection) {
        return shop.staff().mutate(mutation, input, selection);
    }
}
