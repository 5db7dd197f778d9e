package monitorgen.lifecycle;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.IndexScopedSettings;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.core.CheckedFunction;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xcontent.ParseField;
import org.elasticsearch.xcontent.ToXContent;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xpack.core.ilm.AllocateAction;
import org.elasticsearch.xpack.core.ilm.DeleteAction;
import org.elasticsearch.xpack.core.ilm.DownsampleAction;
import org.elasticsearch.xpack.core.ilm.ForceMergeAction;
import org.elasticsearch.xpack.core.ilm.LifecycleAction;
import org.elasticsearch.xpack.core.ilm.LifecyclePolicy;
import org.elasticsearch.xpack.core.ilm.LifecycleSettings;
import org.elasticsearch.xpack.core.ilm.MigrateAction;
import org.elasticsearch.xpack.core.ilm.ReadOnlyAction;
import org.elasticsearch.xpack.core.ilm.RolloverAction;
import org.elasticsearch.xpack.core.ilm.SearchableSnapshotAction;
import org.elasticsearch.xpack.core.ilm.SetPriorityAction;
import org.elasticsearch.xpack.core.ilm.ShrinkAction;
import org.elasticsearch.xpack.core.ilm.UnfollowAction;
import org.elasticsearch.xpack.core.ilm.WaitForSnapshotAction;
import org.elasticsearch.xpack.core.ilm.action.PutLifecycleRequest;

/**
 * Index lifecycles for a distribution that lacks their module. A policy is read and judged by the classes that the whole
 * Elasticsearch uses, and kept in memory. Nothing ever runs it.
 */
public class LifecyclePolicies extends Plugin implements ActionPlugin {
    private final Map<String, LifecyclePolicy> policies = new ConcurrentHashMap<>();

    @Override
    public List<Setting<?>> getSettings() {
        return List.of(LifecycleSettings.LIFECYCLE_NAME_SETTING, RolloverAction.LIFECYCLE_ROLLOVER_ALIAS_SETTING);
    }

    @Override
    public List<NamedXContentRegistry.Entry> getNamedXContent() {
        Map<String, CheckedFunction<XContentParser, LifecycleAction, IOException>> actions = new LinkedHashMap<>();
        actions.put(AllocateAction.NAME, AllocateAction::parse);
        actions.put(DeleteAction.NAME, DeleteAction::parse);
        actions.put(DownsampleAction.NAME, DownsampleAction::parse);
        actions.put(ForceMergeAction.NAME, ForceMergeAction::parse);
        actions.put(MigrateAction.NAME, MigrateAction::parse);
        actions.put(ReadOnlyAction.NAME, ReadOnlyAction::parse);
        actions.put(RolloverAction.NAME, RolloverAction::parse);
        actions.put(SearchableSnapshotAction.NAME, SearchableSnapshotAction::parse);
        actions.put(SetPriorityAction.NAME, SetPriorityAction::parse);
        actions.put(ShrinkAction.NAME, ShrinkAction::parse);
        actions.put(UnfollowAction.NAME, UnfollowAction::parse);
        actions.put(WaitForSnapshotAction.NAME, WaitForSnapshotAction::parse);
        return actions.entrySet()
            .stream()
            .map(one -> new NamedXContentRegistry.Entry(LifecycleAction.class, new ParseField(one.getKey()), one.getValue()))
            .toList();
    }

    @Override
    public Collection<RestHandler> getRestHandlers(
        Settings settings,
        NamedWriteableRegistry writeables,
        RestController controller,
        ClusterSettings clusterSettings,
        IndexScopedSettings indexSettings,
        SettingsFilter filter,
        IndexNameExpressionResolver resolver,
        Supplier<DiscoveryNodes> nodes,
        Predicate<NodeFeature> features
    ) {
        return List.of(new PutPolicy(), new GetPolicy());
    }

    private class PutPolicy extends BaseRestHandler {
        @Override
        public String getName() {
            return "monitorgen_put_lifecycle";
        }

        @Override
        public List<Route> routes() {
            return List.of(new Route(RestRequest.Method.PUT, "/_ilm/policy/{name}"));
        }

        @Override
        protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) throws IOException {
            String name = request.param("name");
            LifecyclePolicy.validatePolicyName(name);
            PutLifecycleRequest put;
            try (XContentParser parser = request.contentParser()) {
                put = PutLifecycleRequest.parseRequest(new Request(name), parser);
            }
            var mistakes = put.validate();
            if (mistakes != null) {
                throw mistakes;
            }
            policies.put(name, put.getPolicy());
            return channel -> {
                var answer = channel.newBuilder().startObject().field("acknowledged", true).endObject();
                channel.sendResponse(new RestResponse(RestStatus.OK, answer));
            };
        }
    }

    private record Request(String getPolicyName) implements PutLifecycleRequest.Factory {
        @Override
        public PutLifecycleRequest create(LifecyclePolicy policy) {
            return new PutLifecycleRequest(TimeValue.MINUS_ONE, TimeValue.MINUS_ONE, policy);
        }
    }

    private class GetPolicy extends BaseRestHandler {
        @Override
        public String getName() {
            return "monitorgen_get_lifecycle";
        }

        @Override
        public List<Route> routes() {
            return List.of(new Route(RestRequest.Method.GET, "/_ilm/policy/{name}"));
        }

        @Override
        protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
            String name = request.param("name");
            LifecyclePolicy policy = policies.get(name);
            if (policy == null) {
                throw new ResourceNotFoundException("no lifecycle policy " + name);
            }
            return channel -> {
                var answer = channel.newBuilder().startObject().startObject(name).field("policy");
                policy.toXContent(answer, ToXContent.EMPTY_PARAMS).endObject().endObject();
                channel.sendResponse(new RestResponse(RestStatus.OK, answer));
            };
        }
    }
}
