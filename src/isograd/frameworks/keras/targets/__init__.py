"""What Keras can be written as."""
