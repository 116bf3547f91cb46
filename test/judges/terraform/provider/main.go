// Command provider knows the schema of the provider for Alibaba Cloud and what its schema does not say (allowed values,
// ranges, what excludes what, what replaces a resource), and nothing else, so that Terraform itself can judge stacks, and
// what a change does to them, where the real provider cannot be had. It calls no cloud: what it "applies" is remembered.
package main

import (
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tfprotov5/tf5server"
)

func serve() error {
	schema, err := readSchema(os.Getenv("PROVIDER_SCHEMA"))
	if err != nil {
		return err
	}
	rules, err := readConstraints(os.Getenv("PROVIDER_CONSTRAINTS"))
	if err != nil {
		return err
	}
	return tf5server.Serve("aliyun/alicloud", func() tfprotov5.ProviderServer {
		return &server{schema: schema, constraints: rules}
	})
}

func main() {
	err := serve()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
