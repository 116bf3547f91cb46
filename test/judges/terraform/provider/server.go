package main

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// server answers what `terraform validate` and `terraform plan` ask. Anything else would be a call to a cloud.
type server struct {
	tfprotov5.ProviderServer
	schema      *schemas
	constraints constraints
	made        atomic.Int64
}

func (s *server) GetMetadata(context.Context, *tfprotov5.GetMetadataRequest) (*tfprotov5.GetMetadataResponse, error) {
	answer := &tfprotov5.GetMetadataResponse{}
	for name := range s.schema.resources {
		answer.Resources = append(answer.Resources, tfprotov5.ResourceMetadata{TypeName: name})
	}
	for name := range s.schema.dataSources {
		answer.DataSources = append(answer.DataSources, tfprotov5.DataSourceMetadata{TypeName: name})
	}
	return answer, nil
}

func (s *server) GetProviderSchema(context.Context, *tfprotov5.GetProviderSchemaRequest) (*tfprotov5.GetProviderSchemaResponse, error) {
	return &tfprotov5.GetProviderSchemaResponse{
		Provider: s.schema.provider, ResourceSchemas: s.schema.resources, DataSourceSchemas: s.schema.dataSources,
	}, nil
}

func (s *server) GetResourceIdentitySchemas(context.Context, *tfprotov5.GetResourceIdentitySchemasRequest) (*tfprotov5.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov5.GetResourceIdentitySchemasResponse{}, nil
}

func (s *server) PrepareProviderConfig(_ context.Context, request *tfprotov5.PrepareProviderConfigRequest) (*tfprotov5.PrepareProviderConfigResponse, error) {
	return &tfprotov5.PrepareProviderConfigResponse{PreparedConfig: request.Config}, nil
}

func (s *server) ConfigureProvider(context.Context, *tfprotov5.ConfigureProviderRequest) (*tfprotov5.ConfigureProviderResponse, error) {
	return &tfprotov5.ConfigureProviderResponse{}, nil
}

func (s *server) StopProvider(context.Context, *tfprotov5.StopProviderRequest) (*tfprotov5.StopProviderResponse, error) {
	return &tfprotov5.StopProviderResponse{}, nil
}

func (s *server) ValidateResourceTypeConfig(_ context.Context, request *tfprotov5.ValidateResourceTypeConfigRequest) (*tfprotov5.ValidateResourceTypeConfigResponse, error) {
	set, err := valuesByPath(s.schema.resources[request.TypeName], request.Config)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", request.TypeName, err)
	}
	return &tfprotov5.ValidateResourceTypeConfigResponse{Diagnostics: s.constraints.judge(request.TypeName, set)}, nil
}

func (s *server) ValidateDataSourceConfig(context.Context, *tfprotov5.ValidateDataSourceConfigRequest) (*tfprotov5.ValidateDataSourceConfigResponse, error) {
	return &tfprotov5.ValidateDataSourceConfigResponse{}, nil
}

// PlanResourceChange leaves open, as a provider does, what is only known after the apply, and says what replaces.
func (s *server) PlanResourceChange(_ context.Context, request *tfprotov5.PlanResourceChangeRequest) (*tfprotov5.PlanResourceChangeResponse, error) {
	schema := s.schema.resources[request.TypeName]
	before, err := valuesByPath(schema, request.PriorState)
	if err != nil {
		return nil, err
	}
	planned := request.ProposedNewState
	// of what was just imported, only the id is known
	isKnown := len(before) > 1
	// what the provider computed once stays as it is: a change of it would replace what nobody changed
	if !isKnown {
		if planned, err = fill(schema, planned, unknown); err != nil {
			return nil, fmt.Errorf("%s: %w", request.TypeName, err)
		}
	}
	after, err := valuesByPath(schema, planned)
	if err != nil {
		return nil, err
	}
	answer := &tfprotov5.PlanResourceChangeResponse{PlannedState: planned}
	if isKnown && len(after) > 0 {
		answer.RequiresReplace = s.constraints.replacedBy(request.TypeName, before, after)
	}
	return answer, nil
}

// ApplyResourceChange calls nothing: what the cloud would have answered is made up.
func (s *server) ApplyResourceChange(_ context.Context, request *tfprotov5.ApplyResourceChangeRequest) (*tfprotov5.ApplyResourceChangeResponse, error) {
	state, err := settle(s.schema.resources[request.TypeName], request.PlannedState, func(kind tftypes.Type) tftypes.Value {
		if kind.Is(tftypes.String) {
			return tftypes.NewValue(kind, fmt.Sprintf("made-%d", s.made.Add(1)))
		}
		return example(kind)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", request.TypeName, err)
	}
	return &tfprotov5.ApplyResourceChangeResponse{NewState: state}, nil
}

func (s *server) ReadResource(_ context.Context, request *tfprotov5.ReadResourceRequest) (*tfprotov5.ReadResourceResponse, error) {
	return &tfprotov5.ReadResourceResponse{NewState: request.CurrentState, Private: request.Private}, nil
}

func (s *server) UpgradeResourceState(_ context.Context, request *tfprotov5.UpgradeResourceStateRequest) (*tfprotov5.UpgradeResourceStateResponse, error) {
	kind := s.schema.resources[request.TypeName].ValueType()
	value, err := request.RawState.Unmarshal(kind)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", request.TypeName, err)
	}
	state, err := tfprotov5.NewDynamicValue(kind, value)
	return &tfprotov5.UpgradeResourceStateResponse{UpgradedState: &state}, err
}

// ImportResourceState knows no more of what is imported than its id.
func (s *server) ImportResourceState(_ context.Context, request *tfprotov5.ImportResourceStateRequest) (*tfprotov5.ImportResourceStateResponse, error) {
	state, err := imported(s.schema.resources[request.TypeName], request.ID)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", request.TypeName, err)
	}
	return &tfprotov5.ImportResourceStateResponse{
		ImportedResources: []*tfprotov5.ImportedResource{{TypeName: request.TypeName, State: state}},
	}, nil
}

// ReadDataSource answers with something of the right type: a plan goes no further without.
func (s *server) ReadDataSource(_ context.Context, request *tfprotov5.ReadDataSourceRequest) (*tfprotov5.ReadDataSourceResponse, error) {
	state, err := fill(s.schema.dataSources[request.TypeName], request.Config, example)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", request.TypeName, err)
	}
	return &tfprotov5.ReadDataSourceResponse{State: state}, nil
}

func unknown(kind tftypes.Type) tftypes.Value {
	return tftypes.NewValue(kind, tftypes.UnknownValue)
}

func example(kind tftypes.Type) tftypes.Value {
	switch {
	case kind.Is(tftypes.String):
		return tftypes.NewValue(kind, "1234567890123456")
	case kind.Is(tftypes.Number):
		return tftypes.NewValue(kind, 1)
	case kind.Is(tftypes.Bool):
		return tftypes.NewValue(kind, true)
	default:
		return tftypes.NewValue(kind, nil)
	}
}
