package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// providerSchema is the file that bindings are generated from.
type providerSchema struct {
	Provider    block            `json:"provider"`
	Resources   map[string]block `json:"resources"`
	DataSources map[string]block `json:"dataSources"`
}

type block struct {
	Attributes map[string]attribute `json:"attributes"`
	BlockTypes map[string]blockType `json:"block_types"`
}

type attribute struct {
	Type       json.RawMessage `json:"type"`
	Required   bool            `json:"required"`
	Optional   bool            `json:"optional"`
	Computed   bool            `json:"computed"`
	Sensitive  bool            `json:"sensitive"`
	Deprecated bool            `json:"deprecated"`
}

type blockType struct {
	Nesting  string `json:"nesting_mode"`
	MinItems int64  `json:"min_items"`
	MaxItems int64  `json:"max_items"`
	Block    block  `json:"block"`
}

var nestings = map[string]tfprotov5.SchemaNestedBlockNestingMode{
	"list":   tfprotov5.SchemaNestedBlockNestingModeList,
	"map":    tfprotov5.SchemaNestedBlockNestingModeMap,
	"set":    tfprotov5.SchemaNestedBlockNestingModeSet,
	"single": tfprotov5.SchemaNestedBlockNestingModeSingle,
}

// schemas are those of the file in the terms of Terraform's protocol.
type schemas struct {
	provider    *tfprotov5.Schema
	resources   map[string]*tfprotov5.Schema
	dataSources map[string]*tfprotov5.Schema
}

func readSchema(file string) (*schemas, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("PROVIDER_SCHEMA: %w", err)
	}
	var read providerSchema
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, err
	}
	provider, err := read.Provider.schema()
	if err != nil {
		return nil, err
	}
	resources, err := schemasOf(read.Resources)
	if err != nil {
		return nil, err
	}
	dataSources, err := schemasOf(read.DataSources)
	return &schemas{provider, resources, dataSources}, err
}

func schemasOf(blocks map[string]block) (map[string]*tfprotov5.Schema, error) {
	all := make(map[string]*tfprotov5.Schema, len(blocks))
	for name, each := range blocks {
		schema, err := each.schema()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all[name] = schema
	}
	return all, nil
}

func (b block) schema() (*tfprotov5.Schema, error) {
	inner, err := b.convert()
	return &tfprotov5.Schema{Block: inner}, err
}

func (b block) convert() (*tfprotov5.SchemaBlock, error) {
	converted := &tfprotov5.SchemaBlock{}
	for name, each := range b.Attributes {
		// the only way to read the notation of types that the schema is written in
		kind, err := tftypes.ParseJSONType(each.Type) //nolint:staticcheck
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		converted.Attributes = append(converted.Attributes, &tfprotov5.SchemaAttribute{
			Name: name, Type: kind,
			Required: each.Required, Optional: each.Optional, Computed: each.Computed,
			Sensitive: each.Sensitive, Deprecated: each.Deprecated,
		})
	}
	for name, each := range b.BlockTypes {
		nesting, ok := nestings[each.Nesting]
		if !ok {
			return nil, fmt.Errorf("%s: unknown nesting %q", name, each.Nesting)
		}
		inner, err := each.Block.convert()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		converted.BlockTypes = append(converted.BlockTypes, &tfprotov5.SchemaNestedBlock{
			TypeName: name, Block: inner, Nesting: nesting, MinItems: each.MinItems, MaxItems: each.MaxItems,
		})
	}
	return converted, nil
}
